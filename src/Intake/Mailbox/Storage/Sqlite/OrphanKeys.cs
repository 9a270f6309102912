using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>Drops shred keys whose wrap never reached mailbox.db (with its object, or with a grant of it) because a process died between the two commits.</summary>
internal sealed class OrphanKeys(SqliteFile mailboxFile, SqliteFile keysFile)
{
    /// <summary>Deletes orphans of the second civil day before today and older; the number of keys dropped.</summary>
    internal int Drop(CivilDay today)
    {
        using var keys = keysFile.Open();
        using (var attach = new Statement(keys, "ATTACH DATABASE $1 AS mailbox", 1))
        {
            attach.Run(mailboxFile.Path);
        }

        using var drop = new Statement(
            keys, "DELETE FROM shred WHERE put_day <= $1 AND NOT EXISTS (SELECT 1 FROM mailbox.wrap w WHERE w.object_id = shred.object_id AND w.key_id = shred.key_id)", 1);
        var dropped = drop.Run((long)today.AddDays(-2).Value);
        if (dropped > 0)
        {
            // secure_delete overwrites the page in the file, but the old page would stay readable in the log.
            keys.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        return dropped;
    }
}
