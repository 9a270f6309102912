using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Recovering;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Recovering;

/// <summary>
/// Recovery at rest: what leaves for the offline machine, what comes back from it, and the statements that say so to officers and reporters. A report whose
/// reporter refused recovery has no wrap to recovery, so nothing of it can leave here.
/// </summary>
public sealed class RecoveryStore : IDisposable
{
    private readonly SqliteFile mailboxFile;
    private readonly SqliteFile keysFile;
    private readonly Sessions<RecoverySession> sessions;
    private readonly Func<Id16, IReadOnlyList<ObjectEntry>> readForRecovery;
    private readonly Func<CivilDay> today;
    private readonly IEntropy entropy;
    private readonly Lock turn;

    /// <param name="mailboxFile">mailbox.db.</param>
    /// <param name="keysFile">keys.db.</param>
    /// <param name="readForRecovery">Stream 0 of a report, with the wraps to recovery freed of their shred layer.</param>
    /// <param name="today">The organisation's civil day.</param>
    /// <param name="entropy">Shred keys and nonces.</param>
    /// <param name="turn">Held while writing mailbox.db.</param>
    internal RecoveryStore(
        SqliteFile mailboxFile, SqliteFile keysFile, Func<Id16, IReadOnlyList<ObjectEntry>> readForRecovery, Func<CivilDay> today, IEntropy entropy, Lock turn)
    {
        this.mailboxFile = mailboxFile;
        this.keysFile = keysFile;
        this.readForRecovery = readForRecovery;
        this.today = today;
        this.entropy = entropy;
        this.turn = turn;
        sessions = new Sessions<RecoverySession>(() => new RecoverySession(mailboxFile));
    }

    /// <summary>The statements of a report, by newcomer; none where there is no such report.</summary>
    public IReadOnlyList<RecoveryStatement> StatementsOf(Id16 reportId) => sessions.Use(session => session.Statements(reportId));

    /// <summary>Reports that an officer reads who lost the passphrase, and of which the newcomer lacks something that recovery could open, sorted.</summary>
    public IReadOnlyList<Id16> Open(Id16 lost, Id16 newcomer) => sessions.Use(session => session.Open(lost, newcomer));

    /// <summary>Whether this officer reads the report; also true where there is none (any more).</summary>
    public bool IsReaderOrGone(Id16 reportId, Id16 officer) => sessions.Use(session => session.IsReaderOrGone(reportId, officer));

    /// <summary>What leaves of one report: kind 1 whole, of everything else a stub, and the wraps to recovery. Null where there is nothing that recovery could open.</summary>
    public RecoverableReport? Read(Id16 reportId) => RecoverableReport.From(readForRecovery(reportId));

    /// <summary>Stores what came back of one report; the caller verified the statement. The same again stores nothing.</summary>
    public RecoveryStored Store(RecoveredReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var writer = new RecoveryWriter(mailboxFile, keysFile, entropy);
        lock (turn)
        {
            return writer.Store(report, today());
        }
    }

    public void Dispose() => sessions.Dispose();
}
