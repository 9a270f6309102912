using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Recovering;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>
/// Wraps the data keys of a lost officer's reports to a newcomer, on a machine without network. Of all contents only one list is read: whom the reporter left
/// out. Nothing is taken on the server's word: kind 1 signs for the report, and every other object has to hang on that very kind 1, so that a forged report in
/// its place, which leaves nobody out, opens nothing of the real one.
/// </summary>
public sealed class RecoverySealing
{
    private readonly RecoveryKey recovery;
    private readonly RootKey root;
    private readonly DirectoryHistory history;
    private readonly DirectoryInUse directory;
    private readonly SealingRecipient newcomer;
    private readonly IEntropy entropy;
    private readonly bool rehearsal;
    private readonly List<RecoveredReport> recovered = [];

    private RecoverySealing(
        RecoveryKey recovery, RootKey root, DirectoryHistory history, DirectoryInUse directory, SealingRecipient newcomer, IEntropy entropy, bool rehearsal)
    {
        this.recovery = recovery;
        this.root = root;
        this.history = history;
        this.directory = directory;
        this.newcomer = newcomer;
        this.entropy = entropy;
        this.rehearsal = rehearsal;
    }

    /// <summary>Fits keys, history and newcomer to each other.</summary>
    /// <param name="newcomer">An officer of the directory in use.</param>
    /// <param name="recovery">Recombined from the shares.</param>
    /// <param name="root">Open.</param>
    /// <param name="history">Verified.</param>
    /// <param name="directory">In use: the newest of the history.</param>
    /// <param name="entropy">64 bytes a wrap.</param>
    /// <param name="rehearsal">An exercise: everything is done, and what is signed bears a suite that nobody takes.</param>
    /// <param name="failure">wrong-root; wrong-directory; wrong-key (other shares); not-an-officer (no key in force, or a role that reads no reports).</param>
    public static RecoverySealing? TryCreate(
        Id16 newcomer, RecoveryKey recovery, RootKey root, DirectoryHistory history, DirectoryInUse directory, IEntropy entropy, bool rehearsal, out FailureClass failure)
    {
        ArgumentNullException.ThrowIfNull(recovery);
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(directory);
        var targets = RecipientSet.Officers(directory, [newcomer]);
        failure = directory.Directory.Content.RootKey != root.PublicKey ? FailureClass.WrongRoot
            : history.Directories[^1].Hash != directory.Directory.Hash ? FailureClass.WrongDirectory
            : directory.Directory.RecoveryKeyId != recovery.KeyId ? FailureClass.WrongKey
            : targets.Count == 0 || directory.FindOfficer(newcomer)!.Listed.Role is OfficerRole.Chief or OfficerRole.DataProtectionOfficer ? FailureClass.NotAnOfficer
            : FailureClass.None;
        return failure == FailureClass.None ? new RecoverySealing(recovery, root, history, directory, targets[0], entropy, rehearsal) : null;
    }

    /// <summary>Judges one report, and wraps its keys where it may be recovered.</summary>
    public RecoveryOutcome Recover(RecoverableReport report, CivilDay day, RecoveryReason reason)
    {
        ArgumentNullException.ThrowIfNull(report);
        var first = report.Report;
        if (!RecipientSet.NamesRecovery(first.Header))
        {
            return new RecoveryOutcome.RefusedByReporter();
        }

        if (new AuthorRules(first.Header, history).Judge(first, out _) is not FailureClass.None and var failure)
        {
            return new RecoveryOutcome.NotVerified(failure);
        }

        var excluded = ExcludedOf(first, out failure);
        if (excluded is null)
        {
            return new RecoveryOutcome.NotVerified(failure);
        }

        return excluded.Contains(newcomer.Who) ? new RecoveryOutcome.LeftOut() : Wrap(report, day, reason);
    }

    /// <summary>Signs what the server is to take: all that was recovered so far; after a rehearsal an answer without a report, which no server takes.</summary>
    public byte[] Answer(CivilDay day) => RecoveryAnswer.Create(root, directory.Directory, newcomer.Who, day, recovered, Suite);

    private ushort Suite => rehearsal ? Sic.RehearsalSuite : Sic.Suite;

    /// <summary>Opens kind 1 and keeps that one list of it.</summary>
    private IReadOnlyList<Id16>? ExcludedOf(ObjectEntry report, out FailureClass failure)
    {
        var opened = ObjectOpening.OpenVerified(report, keyId => keyId == recovery.KeyId ? recovery.Key : null);
        failure = opened.Failure;
        if (opened.Content is not OpenedContent.Report content)
        {
            return null;
        }

        var fits = content.Lookup == report.Header.Reporter!.Value.Lookup && content.AuthKey == report.Header.Reporter.Value.AuthPublicKey && !content.RecoveryRefused;
        failure = fits ? FailureClass.None : FailureClass.WrongKey;
        return fits ? content.Excluded : null;
    }

    private RecoveryOutcome.Recovered Wrap(RecoverableReport report, CivilDay day, RecoveryReason reason)
    {
        var wraps = new List<GrantedWrap>();
        var left = 0;
        var belonging = new RecoveryChain(report, history);
        foreach (var item in report.Objects.Where(item => item.Entry == report.Report || (!item.Wrap.IsEmpty && item.Entry.Header.Kind != ObjectKind.Identity)))
        {
            var wrap = belonging.Holds(item.Entry) ? Rewrap(item) : null;
            left += wrap is null ? 1 : 0;
            wraps.AddRange(wrap is null ? [] : [wrap]);
        }

        var bytes = RecoveryStatement.Create(root, directory.Directory, report.Report.Header.ReportId, newcomer.Who, newcomer.KeyId, day, reason, Suite);
        if (RecoveryStatement.TryParse(bytes, out var statement, out var failure))
        {
            recovered.Add(new RecoveredReport(statement, wraps));
        }

        return (failure == FailureClass.None) == rehearsal
            ? throw new InvalidOperationException($"a statement that was just signed reads as {failure.Name()}")
            : new RecoveryOutcome.Recovered(wraps.Count, left);
    }

    // Header, kind and recipient bind the wrap; only a key that the header commits to is handed on.
    private GrantedWrap? Rewrap(RecoverableObject item)
    {
        var signed = item.Entry.SignedHeader;
        var sealedToRecovery = item.Wrap.IsEmpty ? item.Entry.Wrap : item.Wrap;
        if (Id16.From(sealedToRecovery.Span[..Id16.Size]) != recovery.KeyId || signed.Header.Recipients.All(recipient => recipient.Who != Id16.Ones))
        {
            return null;
        }

        using var dataKey = WrapCodec.Open(signed, sealedToRecovery.Span, recovery.Key, out _);
        return dataKey is not null && WrapCodec.Seal(newcomer, signed.Header.Kind, signed.TranscriptHash, dataKey, entropy) is { } wrap
            ? new GrantedWrap(signed.Header.ObjectId, newcomer.Who, wrap)
            : null;
    }
}
