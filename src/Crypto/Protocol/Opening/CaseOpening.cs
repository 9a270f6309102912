using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>A case as one officer may see it.</summary>
/// <param name="OrganisationId">Of the report.</param>
/// <param name="ReportId">Of the report.</param>
/// <param name="Day">The server's civil day now.</param>
/// <param name="Received">Day of receipt.</param>
/// <param name="Items">In the order of the dialogue; strangers' objects last.</param>
/// <param name="Recipients">The officers of this report: the only ones anything is sealed to.</param>
/// <param name="ReporterKey">Where replies go, 1216 bytes; empty while no object with it could be opened.</param>
/// <param name="Recovery">Whether the report was sealed to recovery too.</param>
/// <param name="Heads">The newest object of each chain.</param>
/// <param name="Missing">Named by someone, or remembered, and not handed out.</param>
/// <param name="Memory">Goes into the vault after reading.</param>
public sealed record OpenedCase(
    Id16 OrganisationId, Id16 ReportId, CivilDay Day, CivilDay Received, IReadOnlyList<OpenedItem> Items, IReadOnlyList<Id16> Recipients,
    ReadOnlyMemory<byte> ReporterKey, bool Recovery, IReadOnlyList<ChainHead> Heads, IReadOnlyList<ChainHead> Missing, VaultReport Memory)
{
    /// <summary>Officers who received and no longer do, by a colleague's removal.</summary>
    public IReadOnlyList<Id16> Removed { get; init; } = [];

    /// <summary>Recovery statements of this report, whether they let somebody in or not.</summary>
    public IReadOnlyList<OpenedRecovery> Recoveries { get; init; } = [];
}

/// <summary>Opens a case as an officer.</summary>
public static class CaseOpening
{
    /// <summary>Opens the list that casework hands out. What does not hold becomes the state of an item.</summary>
    /// <param name="list">sicL.</param>
    /// <param name="vault">Of the officer.</param>
    /// <param name="history">Verified.</param>
    /// <param name="failure">What the list's codec says; wrong-organisation; wrong-signature or wrong-chain where it holds no report that verifies, or not the one remembered.</param>
    public static OpenedCase? Open(ReadOnlyMemory<byte> list, VaultContent vault, DirectoryHistory history, out FailureClass failure)
    {
        ArgumentNullException.ThrowIfNull(vault);
        ArgumentNullException.ThrowIfNull(history);
        if (!ObjectList.TryParse(list, out var parsed, out failure))
        {
            return null;
        }

        failure = vault.OrganisationId == history.OrganisationId ? FindReport(parsed, vault, out var report) : Nothing(out report);
        if (failure != FailureClass.None)
        {
            return null;
        }

        using var keys = new OwnKeys(vault);
        return Read(parsed, report!, vault, keys, history);
    }

    private static FailureClass Nothing(out ObjectEntry? report)
    {
        report = null;
        return FailureClass.WrongOrganisation;
    }

    /// <summary>The one report that signs for itself. Two of them, or none, is no case.</summary>
    private static FailureClass FindReport(ObjectList list, VaultContent vault, out ObjectEntry? report)
    {
        var reports = list.Entries.Where(entry => entry.Header.Kind == ObjectKind.Report).ToList();
        report = reports.Count == 1 ? reports[0] : null;
        if (report?.Header.Reporter is not { } identity)
        {
            return FailureClass.WrongChain;
        }

        if (!report.SignedHeader.VerifySignature(identity.AuthPublicKey.Span))
        {
            return FailureClass.WrongSignature;
        }

        var reportId = report.Header.ReportId;
        var known = vault.Reports.FirstOrDefault(item => item.ReportId == reportId);
        return known?.AuthKey is { } pinned && pinned != identity.AuthPublicKey ? FailureClass.WrongChain : FailureClass.None;
    }

    private static OpenedCase Read(ObjectList list, ObjectEntry report, VaultContent vault, OwnKeys keys, DirectoryHistory history)
    {
        var known = vault.Reports.FirstOrDefault(item => item.ReportId == report.Header.ReportId);
        var reading = ReportReading.Read(new ReaderInput
        {
            Report = report,
            Entries = list.Entries,
            Recoveries = list.Recoveries,
            Reader = vault.OfficerId,
            History = history,
            KeyFor = keys.Find,
            Memory = known?.Heads ?? [],
            ExcludedFrom = content => Facts(content, report)?.Excluded ?? (known is { KemKey.IsEmpty: false } ? known.Excluded : null),
            OwnStub = ItemState.Withheld,
            Today = list.Day,
        });
        var items = reading.Items.Select(item => CheckKeys(item, report)).ToList();
        var reporterKey = ReporterKey(items, report, known);
        var heads = VaultMerge.HigherHeads(known?.Heads ?? [], reading.Chains.Heads);
        var memory = new VaultReport(
            report.Header.ReportId, reading.Excluded is null ? default : reporterKey, report.Header.Reporter!.Value.AuthPublicKey, reading.Excluded ?? [], heads);
        return new OpenedCase(
            history.OrganisationId, report.Header.ReportId, list.Day, report.PutDay, items, reading.Members, reporterKey,
            RecipientSet.NamesRecovery(report.Header), heads, reading.Chains.Missing, memory) { Removed = reading.Removed, Recoveries = reading.Recoveries };
    }

    /// <summary>The opened kind 1, where what it says inside fits what its header says outside.</summary>
    private static OpenedContent.Report? Facts(OpenedContent? content, ObjectEntry report) =>
        content is OpenedContent.Report facts && facts.Lookup == report.Header.Reporter!.Value.Lookup && facts.AuthKey == report.Header.Reporter.Value.AuthPublicKey
            ? facts
            : null;

    private static OpenedItem CheckKeys(OpenedItem item, ObjectEntry report) =>
        item.Content is OpenedContent.Report && Facts(item.Content, report) is null
            ? item with { State = ItemState.CannotBeOpened, Failure = FailureClass.WrongKey, Content = null, Files = [] }
            : item;

    /// <summary>From kind 1, else from an archive record, else from a message of the reporter, else from memory.</summary>
    private static ReadOnlyMemory<byte> ReporterKey(List<OpenedItem> items, ObjectEntry report, VaultReport? known)
    {
        var contents = items.Select(item => item.Content).ToList();
        return contents.Select(content => Facts(content, report)?.KemKey)
            .Concat(contents.Select(content => (content as OpenedContent.Note)?.Archive?.KemKey))
            .Concat(contents.Select(content => (content as OpenedContent.ReporterMessage)?.KemKey))
            .Append(known?.KemKey)
            .FirstOrDefault(key => key is { IsEmpty: false }) ?? default;
    }

    /// <summary>The officer's receiving keys, imported once for a case.</summary>
    private sealed class OwnKeys : IDisposable
    {
        private readonly Dictionary<Id16, Keys.OfficerKemKey> keys = [];

        internal OwnKeys(VaultContent vault)
        {
            foreach (var own in vault.KemKeys)
            {
                var key = Keys.OfficerKemKey.FromSeed(own.Seed.Span);
                keys.TryAdd(key.KeyId, key);
            }
        }

        public void Dispose()
        {
            foreach (var key in keys.Values)
            {
                key.Dispose();
            }
        }

        internal Key? Find(Id16 keyId) => keys.TryGetValue(keyId, out var key) ? key.Key : null;
    }
}
