using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox.Shredding;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>The tombstones of one connection to mailbox.db, and the rows they take away. One thread, for the length of one erasure.</summary>
internal sealed class TombstoneSession(SqliteFile mailboxFile) : IDisposable
{
    private readonly SqliteConnection connection = mailboxFile.Open();

    internal SqliteConnection Connection => connection;

    /// <summary>Notes in one transaction that these objects are to go.</summary>
    internal void Bury(Id16 reportId, IReadOnlyList<Id16> objects, Id16 orderId, CivilDay day)
    {
        using var bury = new Statement(connection, "INSERT INTO erased_object (object_id, report_id, order_id, day, state) VALUES ($1, $2, $3, $4, 1) ON CONFLICT DO NOTHING", 4);
        InTransaction(() =>
        {
            foreach (var id in objects)
            {
                bury.Run(id.ToArray(), reportId.ToArray(), orderId.ToArray(), (long)day.Value);
            }
        });
    }

    /// <summary>Notes in one transaction that a report is to go: its heads, the order and who confirmed it.</summary>
    internal void Bury(Id16 reportId, Id16 orderId, Id16? confirmationId, CivilDay day)
    {
        using var bury = new Statement(connection, "INSERT INTO erased_report (report_id, day, heads, erase_order, confirmation, state) VALUES ($1, $2, $3, $4, $5, 1) ON CONFLICT DO NOTHING", 5);
        InTransaction(() =>
        {
            if (Whole(orderId) is { } order)
            {
                // What is not given stays null.
                object[] row = [reportId.ToArray(), (long)day.Value, Heads(reportId), order];
                object[] whole = confirmationId is { } id && Whole(id) is { } confirmation ? [.. row, confirmation] : row;
                bury.Run((ReadOnlySpan<object>)whole);
            }
        });
    }

    /// <summary>Notes that an officer's withheld wraps are to become unreadable.</summary>
    internal void Bury(Id16 reportId, Id16 officer)
    {
        using var bury = new Statement(connection, "UPDATE withheld SET state = 1 WHERE report_id = $1 AND object_id = zeroblob(16) AND who = $2 AND state = 0", 2);
        InTransaction(() => bury.Run(reportId.ToArray(), officer.ToArray()));
    }

    /// <summary>Whether there is any tombstone.</summary>
    internal bool HasAny()
    {
        using var any = new Statement(connection, "SELECT 1 FROM withheld UNION ALL SELECT 1 FROM erased_object UNION ALL SELECT 1 FROM erased_report LIMIT 1");
        return any.Any();
    }

    /// <summary>Whether anything waits for its end.</summary>
    internal bool IsAnythingLeft()
    {
        using var left = new Statement(
            connection,
            "SELECT 1 FROM withheld WHERE state = 1 UNION ALL SELECT 1 FROM erased_object WHERE state = 1 UNION ALL SELECT 1 FROM erased_report WHERE state = 1 LIMIT 1");
        return left.Any();
    }

    /// <summary>Takes away in one transaction every row that a tombstone speaks of. Containers lose their names only; their slots are overwritten next.</summary>
    internal void TakeRowsAway() => InTransaction(() =>
    {
        ClearWithheldWraps();
        foreach (var statement in Removals)
        {
            connection.Run(statement);
        }
    });

    internal void MarkDone() => InTransaction(() =>
    {
        foreach (var table in (string[])["withheld", "erased_object", "erased_report"])
        {
            connection.Run($"UPDATE {table} SET state = 2 WHERE state = 1");
        }
    });

    public void Dispose() => connection.Dispose();

    private const string ErasedObjects = "(SELECT object_id FROM erased_object UNION SELECT o.object_id FROM erased_report e JOIN object o ON o.report_id = e.report_id)";

    // Children before parents. Stubs of erased objects keep header, hash of the body and signature.
    private static readonly string[] Removals =
    [
        $"DELETE FROM wrap WHERE object_id IN {ErasedObjects}",
        $"UPDATE part SET container_id = randomblob(16) WHERE container_id IN (SELECT container_id FROM container WHERE object_id IN {ErasedObjects})",
        $"DELETE FROM container WHERE object_id IN {ErasedObjects}",
        """
        UPDATE content SET body = zeroblob(0), wraps = zeroblob(0) WHERE length(body) + length(wraps) > 0
        AND id IN (SELECT content_id(o.object_hash) FROM object o JOIN erased_object e ON e.object_id = o.object_id)
        """,
        "DELETE FROM content WHERE id IN (SELECT content_id(o.object_hash) FROM object o JOIN erased_report e ON e.report_id = o.report_id)",
        "DELETE FROM object WHERE report_id IN (SELECT report_id FROM erased_report)",
        "DELETE FROM report WHERE report_id IN (SELECT report_id FROM erased_report)",
        "DELETE FROM recovery WHERE report_id IN (SELECT report_id FROM erased_report)",
        "DELETE FROM withheld WHERE report_id IN (SELECT report_id FROM erased_report)",
        "DELETE FROM erased_object WHERE report_id IN (SELECT report_id FROM erased_report)",
    ];

    // A wrap lies between its neighbours: zeros take its place, and the others stay where they are.
    private void ClearWithheldWraps()
    {
        using var clear = new Statement(
            connection,
            $"UPDATE content SET wraps = CAST(substr(wraps, 1, $2) || zeroblob({ShredLayer.StoredSize}) || substr(wraps, $2 + {ShredLayer.StoredSize} + 1) AS BLOB) WHERE id = $1",
            2);
        using var forget = new Statement(connection, "DELETE FROM wrap WHERE object_id = $1 AND key_id = $2", 2);
        foreach (var (content, objectId, keyId, place) in WithheldWraps())
        {
            clear.Run(content, place * ShredLayer.StoredSize);
            forget.Run(objectId, keyId);
        }
    }

    private List<(long Content, byte[] ObjectId, byte[] KeyId, long Place)> WithheldWraps()
    {
        using var find = new Statement(
            connection,
            """
            SELECT DISTINCT content_id(o.object_hash), w.object_id, w.key_id, w.place FROM withheld h
            JOIN object o ON o.report_id = h.report_id AND h.object_id IN (o.object_id, zeroblob(16))
            JOIN wrap w ON w.object_id = o.object_id AND w.who = h.who WHERE h.state > 0
            """);
        using var rows = find.Read();
        var found = new List<(long, byte[], byte[], long)>();
        while (rows.Read())
        {
            found.Add((rows.GetInt64(0), rows.Blob(1), rows.Blob(2), rows.GetInt64(3)));
        }

        return found;
    }

    private void InTransaction(Action work)
    {
        connection.Run("BEGIN IMMEDIATE");
        try
        {
            work();
            connection.Run("COMMIT");
        }
        catch
        {
            connection.TryRollBack();
            throw;
        }
    }

    private byte[]? Whole(Id16 objectId)
    {
        using var find = new Statement(connection, "SELECT c.header, c.body, c.signature FROM object o JOIN content c ON c.id = content_id(o.object_hash) WHERE o.object_id = $1", 1);
        using var row = find.Read(objectId.ToArray());
        return row.Read() ? [.. row.Blob(0), .. row.Blob(1), .. row.Blob(2)] : null;
    }

    private byte[] Heads(Id16 reportId)
    {
        using var find = new Statement(
            connection, "SELECT author, stream, max(seq), object_hash FROM object WHERE report_id = $1 GROUP BY author, stream ORDER BY author, stream", 1);
        using var rows = find.Read(reportId.ToArray());
        using var writer = new SicWriter();
        while (rows.Read())
        {
            writer.Id(rows.Id(0)).U8(rows.GetByte(1)).U32(checked((uint)rows.GetInt64(2))).Hash(rows.Hash(3));
        }

        return writer.ToArray();
    }
}
