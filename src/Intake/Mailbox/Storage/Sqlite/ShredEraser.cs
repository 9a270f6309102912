using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>Deletes the shred keys of everything that a tombstone speaks of. The commit reaches the disk before the caller goes on.</summary>
internal sealed class ShredEraser : IDisposable
{
    private const string Drop =
        """
        DELETE FROM shred WHERE object_id IN (SELECT object_id FROM mailbox.erased_object)
            OR object_id IN (SELECT o.object_id FROM mailbox.erased_report e JOIN mailbox.object o ON o.report_id = e.report_id)
            OR (object_id, key_id) IN (
                SELECT w.object_id, w.key_id FROM mailbox.withheld h JOIN mailbox.object o ON o.report_id = h.report_id AND h.object_id IN (o.object_id, zeroblob(16))
                JOIN mailbox.wrap w ON w.object_id = o.object_id AND w.who = h.who WHERE h.state > 0)
        """;

    private readonly SqliteConnection keys;

    internal ShredEraser(SqliteFile mailboxFile, SqliteFile keysFile)
    {
        keys = keysFile.Open();
        using var attach = new Statement(keys, "ATTACH DATABASE $1 AS mailbox", 1);
        attach.Run(mailboxFile.Path);
    }

    /// <summary>The number of keys that went.</summary>
    internal int DropBuried()
    {
        using var drop = new Statement(keys, Drop);
        return drop.Run();
    }

    internal bool TryEmptyLog() => keys.TryEmptyLog();

    public void Dispose() => keys.Dispose();
}
