using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox.Directories;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Putting;

/// <summary>
/// Stores a batch of waiting puts: one transaction and one sync per database, however many wait. Order: shred keys first (keys.db), then the objects
/// (mailbox.db), whose commit decides. Death in between leaves keys that cover nothing; they are dropped on the second civil day after.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    private readonly DirectoryStore directories;
    private readonly TimeProvider clock;
    private readonly Receipts receipts;
    private readonly Lock turn;
    private readonly PutSession mailbox;
    private readonly ShredWriter shreds;
    private readonly LogKeeper logs;

    /// <param name="mailboxFile">mailbox.db.</param>
    /// <param name="keysFile">keys.db.</param>
    /// <param name="directories">What may be sealed to.</param>
    /// <param name="clock">The day.</param>
    /// <param name="receipts">Makes answers.</param>
    /// <param name="turn">Held while writing mailbox.db: two writers of one process wait for each other here, not in SQLite's sleeps.</param>
    internal GroupCommit(SqliteFile mailboxFile, SqliteFile keysFile, DirectoryStore directories, TimeProvider clock, Receipts receipts, Lock turn)
    {
        this.turn = turn;
        this.directories = directories;
        this.clock = clock;
        this.receipts = receipts;
        mailbox = new PutSession(mailboxFile);
        shreds = new ShredWriter(keysFile);
        logs = new LogKeeper(mailboxFile, keysFile, turn);
    }

    /// <summary>How many transactions were committed on mailbox.db. For tests; never leaves the process.</summary>
    internal long Commits { get; private set; }

    /// <summary>Commits, then answers each put. Throws nothing.</summary>
    internal void Run(IReadOnlyList<PendingPut> batch)
    {
        var outcomes = new PutOutcome?[batch.Count];
        try
        {
            lock (turn)
            {
                CommitAll(batch, outcomes);
            }
        }
        catch (Exception fault) when (batch.Count > 1 && StorageFaults.IsOwnFault(fault))
        {
            // It concerns one object, and nothing is stored: each goes alone now, so that it spoils none of its neighbours. A savepoint for each would
            // spare this rare second round, and cost a copy of every page that every report changes.
            foreach (var put in batch)
            {
                Run([put]);
            }

            return;
        }
        catch (Exception fault)
        {
            // Nothing of this batch is certain to be on the disk: every sender is told so and may send again. The writer itself must live on.
            Array.Fill(outcomes, new PutOutcome.Refused(StorageFaults.Code(fault)));
        }

        for (var index = 0; index < batch.Count; index++)
        {
            batch[index].Answer(outcomes[index]);
        }
    }

    public void Dispose()
    {
        logs.Finish();
        mailbox.Dispose();
        shreds.Dispose();
    }

    private void CommitAll(IReadOnlyList<PendingPut> batch, PutOutcome?[] outcomes)
    {
        mailbox.Begin();
        try
        {
            var stored = StoreAll(batch, outcomes);
            if (stored.Count == 0)
            {
                mailbox.TryRollBack();
                return;
            }

            shreds.Write(stored);
            mailbox.Commit();
            Commits++;
            logs.Stored(stored.Sum(put => put.Put.Size));
        }
        catch
        {
            mailbox.TryRollBack();
            throw;
        }
    }

    private List<(PendingPut Put, CivilDay Day)> StoreAll(IReadOnlyList<PendingPut> batch, PutOutcome?[] outcomes)
    {
        var published = directories.At(mailbox.Questions.Generation());
        var today = published.Today(clock);
        var stored = new List<(PendingPut, CivilDay)>(batch.Count);
        for (var index = 0; index < batch.Count; index++)
        {
            var put = batch[index];
            outcomes[index] = Judge(put.Object, published, today) ?? JudgeGrant(put);
            if (outcomes[index] is null)
            {
                mailbox.Store(put, today);
                put.StoredOn = today;
                stored.Add((put, today));
            }
        }

        return stored;
    }

    /// <summary>What only a lock can settle, in the protocol's order; null where the object may be stored.</summary>
    private PutOutcome? Judge(SealedObject sealedObject, PublishedDirectories published, CivilDay today)
    {
        if (!receipts.AreBelieved(published, today))
        {
            return new PutOutcome.Refused(PutCode.NotOpen);
        }

        if (receipts.Repeat(sealedObject, mailbox.Questions) is { } repeated)
        {
            return repeated;
        }

        var header = sealedObject.Header;
        if (header.Reporter is not null && mailbox.ReportOrMailboxExists(header))
        {
            return new PutOutcome.Refused(PutCode.AlreadyExists);
        }

        if (mailbox.Orders.Judge(sealedObject) is { } refused)
        {
            return new PutOutcome.Refused(refused);
        }

        if (header.ContainerLength > 0 && !mailbox.HasContainer(header))
        {
            return new PutOutcome.Refused(PutCode.ContainerMissing);
        }

        if (DirectoryRules.Judge(header, published, today) is { } refusal)
        {
            return new PutOutcome.Refused(refusal);
        }

        return IsNext(header) ? null : new PutOutcome.Refused(PutCode.WrongOrder);
    }

    private bool IsNext(ObjectHeader header) =>
        mailbox.Head(header) is { } head
            ? header.Sequence == head.Sequence + 1UL && header.Previous == head.ObjectHash
            : header.Sequence == 0 && header.Previous == Hash32.Zeros;

    // Two grants for one newcomer may wait side by side; the first one let them in.
    private PutOutcome.Refused? JudgeGrant(PendingPut put) =>
        put.Granted is [var granted, ..] && mailbox.Questions.IsRecipient(put.Object.Header.ReportId, granted.Wrap.Recipient.Who)
            ? new PutOutcome.Refused(PutCode.UnknownRecipient)
            : null;
}
