using IntegrityChannel.Crypto.Cli.Files;
using IntegrityChannel.Crypto.Cli.Sending;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Cli.Reports;

/// <summary>What a reporter wrote and chose.</summary>
internal sealed record ReportDraft
{
    internal required IReadOnlyList<Answer> Answers { get; init; }

    /// <summary>Language of the report: the answers come in it.</summary>
    internal required string Locale { get; init; }

    /// <summary>Officers who are involved, by name or number.</summary>
    internal IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>Confidants who read too.</summary>
    internal IReadOnlyList<string> Invited { get; init; } = [];

    /// <summary>Whether the recovery holders may open it together.</summary>
    internal bool Recovery { get; init; } = true;
}

/// <summary>Seals a report and sends it; the code was shown before.</summary>
internal sealed class ReportFlow(IntakeServer server, DirectoryTrust trust, IEntropy entropy)
{
    /// <summary>Files that go along; the caller disposes them.</summary>
    internal ContainerUpload? Files { get; init; }

    internal async Task<SendOutcome> SendAsync(ReportDraft draft, TrustedDirectory directory, ReferenceCode code, Action<string> tell, CancellationToken cancellationToken)
    {
        var agreed = Readers.Choose(directory, draft.Excluded, draft.Invited);
        using var keys = code.DeriveKeys(directory.InUse.Directory.OrganisationId);
        var sender = new ParcelSender(new SendingWork
        {
            Seal = (newest, bringFiles) => SealAsync(draft, agreed, newest, keys, bringFiles),
            Files = Files,
            Refetch = cancel => trust.FetchAsync(server, cancel),
            Put = server.PutAsync,
            Tell = tell,
        });
        return await sender.RunAsync(directory, cancellationToken);
    }

    private async Task<byte[]> SealAsync(ReportDraft draft, Readers agreed, TrustedDirectory directory, CodeKeys keys, BringFiles bringFiles)
    {
        var readers = Readers.Choose(directory, draft.Excluded, draft.Invited);
        if (!readers.SameAs(agreed))
        {
            throw CommandStopped.Refused("The people who would read this report changed while it was being sent. Nothing was stored. Run the command again to see and accept the new ones.");
        }

        var request = new ReportRequest
        {
            Recipients = [.. readers.Read.Select(officer => officer.Listed.Id)],
            Excluded = [.. readers.LeftOut.Select(officer => officer.Listed.Id)],
            Recovery = draft.Recovery,
            Answers = draft.Answers,
            Locale = draft.Locale,
            Container = await bringFiles(),
        };
        return ReportSealing.SealReport(request, directory.InUse, keys, entropy, out var failure)
            ?? throw CommandStopped.Refused(failure == FailureClass.Malformed ? "The text is too long for one report. Nothing was sent." : $"The report cannot be sealed ({failure.Name()}). Nothing was sent.");
    }
}
