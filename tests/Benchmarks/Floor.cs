using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Benchmarks;

/// <summary>What the disk and SQLite allow: a bare loop that inserts the same bytes into one table, in groups, each group synced before the next.</summary>
internal static class Floor
{
    /// <summary>Rows per second.</summary>
    internal static double Measure(string file, IReadOnlyList<byte[]> bodies, int group)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE body (bytes BLOB NOT NULL);");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO body (bytes) VALUES ($1)";
        var parameter = insert.Parameters.Add("$1", SqliteType.Blob);
        insert.Prepare();
        var watch = Stopwatch.StartNew();
        for (var index = 0; index < bodies.Count; index += group)
        {
            Run(connection, "BEGIN IMMEDIATE");
            for (var member = index; member < Math.Min(index + group, bodies.Count); member++)
            {
                parameter.Value = bodies[member];
                insert.ExecuteNonQuery();
            }

            Run(connection, "COMMIT");
        }

        return bodies.Count / watch.Elapsed.TotalSeconds;
    }

    private static void Run(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
