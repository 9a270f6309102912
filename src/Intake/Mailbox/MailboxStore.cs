using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Directories;
using IntegrityChannel.Intake.Mailbox.Erasing;
using IntegrityChannel.Intake.Mailbox.Putting;
using IntegrityChannel.Intake.Mailbox.Recovering;
using IntegrityChannel.Intake.Mailbox.Storage;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;
using IntegrityChannel.Intake.Mailbox.Uploads;

namespace IntegrityChannel.Intake.Mailbox;

/// <summary>
/// Sealed objects at rest: mailbox.db with its shred keys in keys.db. Both hosts open the same two files at the same time, each through its own store.
/// It returns ciphertext to who may have it and can open nothing.
/// </summary>
public sealed class MailboxStore : IAsyncDisposable
{
    private readonly MailboxOptions options;
    private readonly SqliteFile mailboxFile;
    private readonly SqliteFile keysFile;
    private readonly Sessions<QuestionSession> questions;
    private readonly Sessions<EntrySession> entries;
    private readonly Sessions<ListSession> lists;
    private readonly OrphanKeys orphans;
    private readonly PutQueue queue;
    private readonly PutDesk desk;

    private MailboxStore(MailboxOptions options, SqliteFile mailbox, SqliteFile keys)
    {
        this.options = options;
        mailboxFile = mailbox;
        keysFile = keys;
        questions = new Sessions<QuestionSession>(() => new QuestionSession(mailbox.Open(), owned: true));
        Directories = new DirectoryStore(new StatementTables(mailbox), () => questions.Use(session => session.Generation()), options.Clock);
        Hosts = new ChannelHostStore(new ChannelHostTable(mailbox));
        entries = new Sessions<EntrySession>(() => new EntrySession(mailbox, keys));
        lists = new Sessions<ListSession>(() => new ListSession(mailbox));
        orphans = new OrphanKeys(mailbox, keys);
        var receipts = new Receipts(options.ReceiptKey);
        var turn = new Lock();
        Writer = new GroupCommit(mailbox, keys, Directories, options.Clock, receipts, turn);
        queue = new PutQueue(Writer);
        Uploads = new UploadStore(options, mailbox, Directories, turn);
        Erasure = new Erasure(mailbox, keys, Uploads.Slabs, turn);
        Recovery = new RecoveryStore(
            mailbox, keys, report => entries.Use(session => session.Read(report, Id16.Ones, highestStream: 0)), () => Directories.Current().Today(options.Clock), options.Entropy, turn);
        desk = new PutDesk(Directories, questions, options.Clock, receipts, queue, new FreeSpace(options.MailboxFile, options.MinimumFreeBytes), options.Entropy);
    }

    /// <summary>Directories, certificates and freshness: publish and read.</summary>
    public DirectoryStore Directories { get; }

    /// <summary>Containers: their parts come and go here; the put that names one takes it over.</summary>
    public UploadStore Uploads { get; }

    /// <summary>Takes away what an order or a removal says, for good.</summary>
    public Erasure Erasure { get; }

    /// <summary>What recovery takes out and brings back.</summary>
    public RecoveryStore Recovery { get; }

    /// <summary>The processes that sign for the channel: public keys and addresses.</summary>
    public ChannelHostStore Hosts { get; }

    /// <summary>Whether puts can be accepted now; where the host signs receipts, only while they would be believed.</summary>
    public ChannelState State
    {
        get
        {
            var published = Directories.Current();
            return published.StateOn(published.Today(options.Clock), options.ReceiptKey?.KeyId, ChannelUses.Receipts);
        }
    }

    /// <summary>Whether the disk has more room than what is kept for those who send little (four times the watermark).</summary>
    public bool HasRoomToSpare => Uploads.HasRoom;

    internal GroupCommit Writer { get; }

    internal long WaitingBytes => queue.WaitingBytes;

    /// <summary>Creates or migrates both files, applies every tombstone in them before anything can be read, and starts the writer.</summary>
    /// <exception cref="NewerSchemaException">A newer program wrote one of them.</exception>
    public static async Task<MailboxStore> OpenAsync(MailboxOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var mailbox = new SqliteFile(options.MailboxFile);
        var keys = new SqliteFile(options.KeysFile);
        await keys.MigrateAsync<KeysContext>(of => new KeysContext(of), cancellationToken);
        await mailbox.MigrateAsync<MailboxContext>(of => new MailboxContext(of), cancellationToken);
        var store = new MailboxStore(options, mailbox, keys);
        store.Erasure.ApplyAgain();
        return store;
    }

    /// <summary>Judges and stores one object. Completes after the commit reached the disk, or with a refusal and nothing stored.</summary>
    /// <param name="bytes">The object; not kept after completion, so the caller may clear its buffer.</param>
    /// <param name="audience">Which kinds are accepted.</param>
    /// <param name="cancellationToken">Seen before the checks only: what was handed to the writer is answered.</param>
    public async Task<PutOutcome> PutAsync(ReadOnlyMemory<byte> bytes, PutAudience audience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var outcome = await desk.PutAsync(bytes, audience);
        return outcome is PutOutcome.Accepted && IsRemoval(bytes) ? Removed(outcome) : outcome;
    }

    /// <summary>
    /// Judges and stores a grant: its object and the newcomer's wraps of earlier objects, each under a fresh shred key, all in one transaction. The same
    /// bytes again get the same answer and store nothing.
    /// </summary>
    /// <param name="request">"sicG" (<see cref="GrantRequest"/>); not kept after completion.</param>
    /// <param name="cancellationToken">Seen before the checks only.</param>
    public Task<PutOutcome> GrantAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return desk.GrantAsync(request);
    }

    /// <summary>The mailbox with this lookup; null where there is none.</summary>
    public Task<MailboxIdentity?> FindMailboxAsync(Hash32 lookup, CancellationToken cancellationToken) =>
        Answer(questions, session => session.FindMailbox(lookup), cancellationToken);

    /// <summary>Everything of a report that its reporter may have: own objects as stubs, stream 0 of officers and channel. Empty where there is no such report.</summary>
    public Task<IReadOnlyList<ObjectEntry>> ReadForReporterAsync(Id16 reportId, CancellationToken cancellationToken) =>
        Answer<EntrySession, IReadOnlyList<ObjectEntry>>(entries, session => session.Read(reportId, Id16.Zeros, highestStream: 0), cancellationToken);

    /// <summary>Everything of a report for one officer, notes too; null where the officer is not a recipient or there is no such report.</summary>
    public async Task<IReadOnlyList<ObjectEntry>?> ReadForAsync(Id16 reportId, Id16 officer, CancellationToken cancellationToken) =>
        officer.NamesAnOfficer && await Answer(questions, session => session.IsRecipient(reportId, officer), cancellationToken)
            ? await Answer(entries, session => session.Read(reportId, officer, highestStream: 1), cancellationToken)
            : null;

    /// <summary>Reports put on this day or later, sorted by report id.</summary>
    public Task<IReadOnlyList<MailboxReport>> ReportsAsync(CivilDay from, CancellationToken cancellationToken) =>
        Answer<ListSession, IReadOnlyList<MailboxReport>>(lists, session => session.Reports(from), cancellationToken);

    /// <summary>One report; null where there is none.</summary>
    public Task<MailboxReport?> ReportAsync(Id16 reportId, CancellationToken cancellationToken) =>
        Answer(lists, session => session.Report(reportId), cancellationToken);

    /// <summary>Clear facts of all objects of a report, sorted by chain.</summary>
    public Task<IReadOnlyList<MailboxObject>> ObjectsAsync(Id16 reportId, CancellationToken cancellationToken) =>
        Answer<ListSession, IReadOnlyList<MailboxObject>>(lists, session => session.Objects(reportId), cancellationToken);

    /// <summary>Clear facts of all objects put on this day or later, sorted by report and chain.</summary>
    public Task<IReadOnlyList<MailboxObject>> ObjectsSinceAsync(CivilDay day, CancellationToken cancellationToken) =>
        Answer<ListSession, IReadOnlyList<MailboxObject>>(lists, session => session.ObjectsSince(day), cancellationToken);

    /// <summary>
    /// Drops shred keys that an interrupted put left behind, from the second civil day on, and copies from before a change of the schema that are older
    /// than a week: a copy of keys.db would undo an erasure. Once a day is enough.
    /// </summary>
    public Task<int> DropOrphanKeysAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DatabaseCopy.DiscardOld(options.KeysFile, options.Clock.GetUtcNow());
        DatabaseCopy.DiscardOld(options.MailboxFile, options.Clock.GetUtcNow());
        return Task.FromResult(orphans.Drop(Directories.Current().Today(options.Clock)));
    }

    /// <summary>
    /// Cuts both logs to nothing, since a log holds what was stored in the order in which it came. Once a day is enough; false while somebody reads an older
    /// state or the disk refuses; then it is to be tried again.
    /// </summary>
    public bool EmptyLogs()
    {
        try
        {
            using var mailbox = mailboxFile.Open();
            using var keys = keysFile.Open();
            return keys.TryEmptyLog() && mailbox.TryEmptyLog();
        }
        catch (Exception fault) when (StorageFaults.IsStorage(fault))
        {
            return false;
        }
    }

    /// <summary>Every order of every report, by report and chain.</summary>
    public Task<IReadOnlyList<MailboxControl>> ControlsAsync(CancellationToken cancellationToken) =>
        Answer<ListSession, IReadOnlyList<MailboxControl>>(lists, session => session.Controls(null), cancellationToken);

    /// <summary>The orders of one report, by chain.</summary>
    public Task<IReadOnlyList<MailboxControl>> ControlsAsync(Id16 reportId, CancellationToken cancellationToken) =>
        Answer<ListSession, IReadOnlyList<MailboxControl>>(lists, session => session.Controls(reportId), cancellationToken);

    /// <summary>Reports of which only a tombstone is left, sorted.</summary>
    public Task<IReadOnlyList<Id16>> ErasedReportsAsync(CancellationToken cancellationToken) =>
        Answer<ListSession, IReadOnlyList<Id16>>(lists, session => session.ErasedReports(), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await queue.DisposeAsync();
        await Uploads.DisposeAsync();
        questions.Dispose();
        entries.Dispose();
        lists.Dispose();
        Recovery.Dispose();
    }

    // Of an accepted object: the kind follows magic and suite.
    private static bool IsRemoval(ReadOnlyMemory<byte> bytes) => bytes.Span[6] == (byte)ObjectKind.Removal;

    // Stored and withheld is not yet gone: the reporter is told "accepted" once the shred keys are deleted, else to send the same again.
    private PutOutcome Removed(PutOutcome accepted)
    {
        try
        {
            return Erasure.Resume() ? accepted : new PutOutcome.Refused(PutCode.Busy);
        }
        catch (Exception fault) when (StorageFaults.IsStorage(fault))
        {
            return new PutOutcome.Refused(StorageFaults.Code(fault));
        }
    }

    // SQLite answers on the calling thread; the signatures leave room for a database that does not.
    private static Task<T> Answer<TSession, T>(Sessions<TSession> sessions, Func<TSession, T> question, CancellationToken cancellationToken)
        where TSession : class, IDisposable
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(sessions.Use(question));
    }
}
