using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>Transactions by statement: prepared commands that outlive a transaction must not belong to a transaction object.</summary>
internal static class Transactions
{
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
}
