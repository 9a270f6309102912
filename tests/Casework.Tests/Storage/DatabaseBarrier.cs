using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Casework.Tests.Storage;

/// <summary>
/// Holds up a process that works on the same database, at a step of its work that the test chooses: who writes waits for the writer before, and who empties a log waits for
/// those who read an older state. Both waits end after ten seconds by themselves.
/// </summary>
internal sealed class DatabaseBarrier : IDisposable
{
    private readonly SqliteConnection connection;

    private DatabaseBarrier(string file, params string[] statements)
    {
        connection = new SqliteConnection($"Data Source={file};Pooling=false;Default Timeout=30");
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteScalar();
        }
    }

    /// <summary>Nobody else writes this file.</summary>
    internal static DatabaseBarrier AgainstWriting(string file) => new(file, "BEGIN IMMEDIATE");

    /// <summary>Nobody empties the log of this file.</summary>
    internal static DatabaseBarrier AgainstEmptyingTheLog(string file) => new(file, "BEGIN", "SELECT count(*) FROM sqlite_schema");

    /// <summary>One number out of a file, whoever writes it.</summary>
    internal static long Ask(string file, string question)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false;Default Timeout=30");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Every value of one column.</summary>
    internal static List<byte[]> Column(string file, string question)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false;Default Timeout=30");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        using var rows = command.ExecuteReader();
        var found = new List<byte[]>();
        while (rows.Read())
        {
            found.Add(rows.GetFieldValue<byte[]>(0));
        }

        return found;
    }

    /// <summary>Lets everybody go on.</summary>
    public void Dispose() => connection.Dispose();
}
