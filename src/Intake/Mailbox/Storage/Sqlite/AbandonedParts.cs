using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox.Slabs;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>
/// Drops uploads that no object named. First they lose their name, so that nobody adds to them or takes them over; then their slots are overwritten; only
/// then do the rows go and the slots become free. Whatever a crash leaves in between is found again by the next sweep.
/// </summary>
internal sealed class AbandonedParts(SqliteFile mailboxFile, SlabFolder slabs)
{
    private const int AtOnce = 64;

    /// <summary>Drops uploads that began on the second civil day before today or earlier; the number of parts that went.</summary>
    internal int Drop(CivilDay today)
    {
        using var connection = mailboxFile.Open();
        Unname(connection, today.AddDays(-2));
        var dropped = DropNameless(connection);
        if (dropped > 0)
        {
            // secure_delete overwrites the page in the file, but the old page would stay readable in the log.
            connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        return dropped;
    }

    /// <summary>Overwrites the slots of parts whose container is gone, and drops their rows; the number of parts that went.</summary>
    internal int DropNameless(SqliteConnection connection)
    {
        var dropped = 0;
        for (List<(byte[] Container, long Index, SlotPlace Place)> found; (found = Nameless(connection)).Count > 0; dropped += found.Count)
        {
            Overwrite([.. found.Select(part => part.Place)]);
            Delete(connection, found);
        }

        return dropped;
    }

    private static void Unname(SqliteConnection connection, CivilDay latest)
    {
        using var find = new Statement(connection, "SELECT container_id FROM container WHERE object_id IS NULL AND staged_day <= $1", 1);
        using var rename = new Statement(connection, "UPDATE part SET container_id = randomblob(16) WHERE container_id = $1", 1);
        using var forget = new Statement(connection, "DELETE FROM container WHERE container_id = $1", 1);
        connection.Run("BEGIN IMMEDIATE");
        try
        {
            foreach (var container in Ids(find, latest))
            {
                rename.Run(container);
                forget.Run(container);
            }

            connection.Run("COMMIT");
        }
        catch
        {
            connection.TryRollBack();
            throw;
        }
    }

    private static List<byte[]> Ids(Statement find, CivilDay latest)
    {
        using var reader = find.Read((long)latest.Value);
        var found = new List<byte[]>();
        while (reader.Read())
        {
            found.Add(reader.Blob(0));
        }

        return found;
    }

    private static List<(byte[] Container, long Index, SlotPlace Place)> Nameless(SqliteConnection connection)
    {
        using var find = new Statement(
            connection, $"SELECT container_id, idx, slab, slot FROM part p WHERE NOT EXISTS (SELECT 1 FROM container c WHERE c.container_id = p.container_id) LIMIT {AtOnce}");
        using var reader = find.Read();
        var found = new List<(byte[], long, SlotPlace)>();
        while (reader.Read())
        {
            found.Add((reader.Blob(0), reader.GetInt64(1), new SlotPlace(reader.GetInt32(2), reader.GetInt32(3))));
        }

        return found;
    }

    private static void Delete(SqliteConnection connection, List<(byte[] Container, long Index, SlotPlace Place)> parts)
    {
        using var delete = new Statement(connection, "DELETE FROM part WHERE container_id = $1 AND idx = $2", 2);
        connection.Run("BEGIN IMMEDIATE");
        try
        {
            foreach (var (container, index, _) in parts)
            {
                delete.Run(container, index);
            }

            connection.Run("COMMIT");
        }
        catch
        {
            connection.TryRollBack();
            throw;
        }
    }

    private void Overwrite(IReadOnlyList<SlotPlace> places)
    {
        foreach (var place in places)
        {
            slabs.Clear(place, 0);
        }

        foreach (var slab in places.Select(place => place.Slab).Distinct())
        {
            slabs.Flush(slab);
        }
    }
}
