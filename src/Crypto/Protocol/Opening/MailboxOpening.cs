using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>What a code opens: the dialogue of one report.</summary>
/// <param name="OrganisationId">Of the report.</param>
/// <param name="ReportId">Of the report.</param>
/// <param name="Day">The server's civil day now.</param>
/// <param name="Received">Day of receipt: the clock starts here.</param>
/// <param name="Items">In the order of the dialogue; strangers' objects last. Own messages are sent: a found code must not open them.</param>
/// <param name="Recipients">Officers who receive what is written now.</param>
/// <param name="Recovery">Whether the report was sealed to recovery too.</param>
/// <param name="Heads">The newest object of each chain.</param>
/// <param name="Missing">Named by someone, and not handed out.</param>
public sealed record OpenedMailbox(
    Id16 OrganisationId, Id16 ReportId, CivilDay Day, CivilDay Received, IReadOnlyList<OpenedItem> Items, IReadOnlyList<Id16> Recipients, bool Recovery,
    IReadOnlyList<ChainHead> Heads, IReadOnlyList<ChainHead> Missing)
{
    /// <summary>Officers who received and no longer do, by a colleague's removal.</summary>
    public IReadOnlyList<Id16> Removed { get; init; } = [];

    /// <summary>Recovery statements of this report, whether they let somebody in or not.</summary>
    public IReadOnlyList<OpenedRecovery> Recoveries { get; init; } = [];
}

/// <summary>Opens a mailbox as the reporter.</summary>
public static class MailboxOpening
{
    /// <summary>Opens the list of a login's answer.</summary>
    /// <param name="list">sicL.</param>
    /// <param name="keys">Of the code.</param>
    /// <param name="history">Verified.</param>
    /// <param name="failure">bad-code where nothing in it verifies: an unknown code and an erased case cannot be told apart.</param>
    public static OpenedMailbox? Open(ReadOnlyMemory<byte> list, CodeKeys keys, DirectoryHistory history, out FailureClass failure)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(history);
        failure = FailureClass.BadCode;
        if (!ObjectList.TryParse(list, out var parsed, out _) || FindOwnReport(parsed, keys) is not { } report)
        {
            return null;
        }

        var keyId = Sic.KemKeyId(keys.Kem.PublicKey.Span);
        var reading = ReportReading.Read(new ReaderInput
        {
            Report = report,
            Entries = parsed.Entries,
            Recoveries = parsed.Recoveries,
            History = history,
            KeyFor = wanted => wanted == keyId ? keys.Kem : null,
            ExcludedFrom = _ => null,
            OwnStub = ItemState.Sent,
            Today = parsed.Day,
        });
        failure = FailureClass.None;
        return new OpenedMailbox(
            history.OrganisationId, report.Header.ReportId, parsed.Day, report.PutDay, reading.Items, reading.Members,
            RecipientSet.NamesRecovery(report.Header), reading.Chains.Heads, reading.Chains.Missing) { Removed = reading.Removed, Recoveries = reading.Recoveries };
    }

    private static ObjectEntry? FindOwnReport(ObjectList list, CodeKeys keys) => list.Entries.FirstOrDefault(entry =>
        entry.Header.Reporter is { } identity && identity.Lookup == keys.Lookup && identity.AuthPublicKey == keys.Auth.PublicKey
        && entry.SignedHeader.VerifySignature(keys.Auth.PublicKey.Span));
}
