using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox.Slabs;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Erasing;

/// <summary>
/// Erasing, always in this order: tombstone (mailbox.db), shred keys (keys.db, flushed), rows, slots, logs emptied. Whatever interrupts it, the tombstone stands,
/// and the rest is done again from the start: by the next call, and before a store is opened, also on files that came out of a backup.
/// </summary>
public sealed class Erasure
{
    private readonly SqliteFile mailboxFile;
    private readonly SqliteFile keysFile;
    private readonly SlabFolder slabs;
    private readonly Lock turn;

    internal Erasure(SqliteFile mailboxFile, SqliteFile keysFile, SlabFolder slabs, Lock turn)
    {
        this.mailboxFile = mailboxFile;
        this.keysFile = keysFile;
        this.slabs = slabs;
        this.turn = turn;
    }

    /// <summary>For tests: runs after each step, with its name.</summary>
    internal Action<string> After { get; set; } = _ => { };

    /// <summary>Erases objects of a report; their stubs stay. True once nothing of them is left, false while a log could not be emptied yet.</summary>
    public bool EraseObjects(Id16 reportId, IReadOnlyList<Id16> objects, Id16 orderId, CivilDay day) =>
        Run(session => session.Bury(reportId, objects, orderId, day));

    /// <summary>Erases a report; a tombstone with its heads, the order and its confirmation stays. True once nothing else is left.</summary>
    /// <param name="reportId">The report.</param>
    /// <param name="orderId">object_id of the order.</param>
    /// <param name="confirmationId">object_id of its confirmation; null where thirty days passed.</param>
    /// <param name="day">Today.</param>
    public bool EraseReport(Id16 reportId, Id16 orderId, Id16? confirmationId, CivilDay day) =>
        Run(session => session.Bury(reportId, orderId, confirmationId, day));

    /// <summary>Makes what was wrapped to an officer who was removed unreadable for good. True once it is.</summary>
    public bool ShredReader(Id16 reportId, Id16 officer) => Run(session => session.Bury(reportId, officer));

    /// <summary>Goes on with what was interrupted; true where nothing is left to do.</summary>
    public bool Resume() => Run(_ => { });

    /// <summary>Applies every tombstone again, done or not: after a restore an older file may hold what a newer one says is gone.</summary>
    internal void ApplyAgain()
    {
        using var session = new TombstoneSession(mailboxFile);
        if (session.HasAny())
        {
            lock (turn)
            {
                Apply(session);
            }
        }
    }

    private bool Run(Action<TombstoneSession> bury)
    {
        using var session = new TombstoneSession(mailboxFile);
        lock (turn)
        {
            bury(session);
            After("tombstone");
            return !session.IsAnythingLeft() || Apply(session);
        }
    }

    private bool Apply(TombstoneSession session)
    {
        using var shreds = new ShredEraser(mailboxFile, keysFile);
        shreds.DropBuried();
        After("shred keys");
        session.TakeRowsAway();
        After("rows");
        new AbandonedParts(mailboxFile, slabs).DropNameless(session.Connection);
        After("slots");
        if (!shreds.TryEmptyLog() || !session.Connection.TryEmptyLog())
        {
            return false;
        }

        After("logs");
        session.MarkDone();
        return true;
    }
}
