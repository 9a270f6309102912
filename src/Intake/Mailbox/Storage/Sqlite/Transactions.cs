using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>Transactions by statement: prepared commands that outlive a transaction must not belong to a transaction object.</summary>
internal static class Transactions
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(20);

    internal static void Run(this SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    internal static void TryRollBack(this SqliteConnection connection)
    {
        try
        {
            connection.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite rolls back by itself on some failures; then there is nothing left to undo.
        }
    }

    /// <summary>
    /// Writes the log back and cuts it to nothing: secure_delete overwrites a page in the file, but the old page would stay readable in the log. False while
    /// somebody still reads an older state; then it is to be tried again.
    /// </summary>
    internal static bool TryEmptyLog(this SqliteConnection connection)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA main.wal_checkpoint(TRUNCATE)";
            using var answer = command.ExecuteReader();
            answer.Read();
            var (busy, frames) = (answer.GetInt64(0) != 0, answer.GetInt64(1));
            if (!busy || frames >= 0 || waited.Elapsed > LongestWait)
            {
                return !busy;
            }

            // Without a number of frames it was never begun: somebody else is writing the log back, for whom SQLite does not wait.
            Thread.Sleep(ShortWait);
        }
    }
}
