using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>Reads and changes the tables of published statements. Knows bytes only; what may be published is decided elsewhere.</summary>
internal sealed class StatementTables(SqliteFile file)
{
    /// <summary>One consistent state.</summary>
    internal StoredStatements Load()
    {
        using var connection = file.Open();
        // Deferred: the driver's default would take the write lock, which the writer may be holding while it asks.
        using var consistent = connection.BeginTransaction(deferred: true);
        return StatementRows.Read(connection);
    }

    /// <summary>Lets the caller judge the present state and change it, under the write lock. Nothing is kept where the change returns false.</summary>
    internal async Task ChangeAsync(Func<StoredStatements, StatementChange, bool> change, CancellationToken cancellationToken)
    {
        await using var context = Open();
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var transaction = ((SqliteConnection)context.Database.GetDbConnection()).BeginTransaction(deferred: false);
        await context.Database.UseTransactionAsync(transaction, cancellationToken);
        if (change(StatementRows.Read((SqliteConnection)context.Database.GetDbConnection()), new StatementChange(context)))
        {
            (await context.Generation.SingleAsync(cancellationToken)).Value++;
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private MailboxContext Open() => new(file.Options<MailboxContext>());
}
