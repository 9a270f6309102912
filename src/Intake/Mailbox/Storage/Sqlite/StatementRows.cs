using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>Reads all published statements within the caller's transaction. By hand: both processes do it at each start, and compiling EF's queries took longer than all of it.</summary>
internal static class StatementRows
{
    internal static StoredStatements Read(SqliteConnection connection)
    {
        using var generation = new Statement(connection, "SELECT value FROM generation WHERE id = 0");
        return new StoredStatements(
            generation.Count(),
            Statements(connection, "SELECT statement FROM directory ORDER BY seq"),
            Statements(connection, "SELECT statement FROM root_change ORDER BY from_seq"),
            Statements(connection, "SELECT statement FROM certificate ORDER BY officer_id, serial"),
            Statements(connection, "SELECT statement FROM freshness ORDER BY officer_id"));
    }

    private static List<byte[]> Statements(SqliteConnection connection, string text)
    {
        using var all = new Statement(connection, text);
        using var rows = all.Read();
        var found = new List<byte[]>();
        while (rows.Read())
        {
            found.Add(rows.Blob(0));
        }

        return found;
    }
}
