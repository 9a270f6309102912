using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Intake.Host.Assisted.Sealing;

#pragma warning disable RS0030 // The door of the path without script: this folder alone may seal and open (docs/decisions/0020-without-script.md).

/// <summary>Seals and opens for reporters whose browser runs no script. Every object says so under its signature (mode bit 0).</summary>
internal sealed class SealingDoor(IEntropy entropy)
{
    // A report made here may be read here; the reporter chose this path for it.
    private const ObjectModes ReportMode = ObjectModes.SealedByServer | ObjectModes.ScriptlessLoginAllowed;

    /// <summary>The sealed report; null with the reason: not-a-recipient, or malformed for text that is too long.</summary>
    internal byte[]? SealReport(WrittenReport report, DirectoryInUse directory, CodeKeys keys, out FailureClass failure)
    {
        var request = new ReportRequest
        {
            Recipients = report.Recipients,
            Excluded = report.Excluded,
            Recovery = report.Recovery,
            Locale = report.Locale,
            Mode = ReportMode,
            Answers = [.. report.Answers.Select(answer => new Answer(answer.Question, Text(answer.Words)))],
        };
        return ReportSealing.SealReport(request, directory, keys, entropy, out failure);
    }

    /// <summary>Opens what the mailbox holds for this code; null where nothing in it is this code's.</summary>
    internal static HeldMailbox? Open(ReadOnlyMemory<byte> list, CodeKeys keys, DirectoryHistory history) =>
        MailboxOpening.Open(list, keys, history, out _) is { } opened ? new HeldMailbox(opened) : null;

    /// <summary>A message to those who still read; null with the reason, as <see cref="SealReport"/>.</summary>
    /// <param name="act">What is asked, as in docs/protocol.md section 6.</param>
    internal byte[]? SealMessage(HeldMailbox mailbox, byte act, ReadOnlyMemory<byte> words, DirectoryInUse directory, CodeKeys keys, out FailureClass failure) =>
        ReportSealing.SealMessage(mailbox.Opened, (ReporterAct)act, Hash32.Zeros, Text(words), directory, keys, entropy, container: null, out failure, ObjectModes.SealedByServer);

    /// <summary>The removal of answers; null where one of them is none of this mailbox.</summary>
    internal byte[]? SealRemoval(HeldMailbox mailbox, IReadOnlyCollection<Id16> answers, DirectoryInUse directory, CodeKeys keys, out FailureClass failure) =>
        ReportSealing.SealRemoval(mailbox.Opened, answers, directory, keys, entropy, out failure);

    // Forms were checked to be UTF-8.
    private static Utf8Text Text(ReadOnlyMemory<byte> words) => Utf8Text.TryCreate(words, out var text) ? text : default;
}
