using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>
/// WAL with a full sync at each commit: an answered report survives loss of power. Deleted bytes are overwritten. And content_id(object_hash), by which a
/// question goes from an object to its content.
/// </summary>
internal static class Pragmas
{
    // busy_timeout first: two processes may switch a new file to WAL at the same moment.
    // 64 MiB of log before a commit writes it back by itself; LogKeeper comes long before that, beside the commits, where many reports arrive.
    private const string Settings = """
        PRAGMA busy_timeout = 10000;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA secure_delete = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA wal_autocheckpoint = 16384;
        """;

    internal static void Apply(DbConnection connection)
    {
        ((SqliteConnection)connection).CreateFunction("content_id", (byte[] objectHash) => ContentRow.IdOf(objectHash), isDeterministic: true);
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }
}
