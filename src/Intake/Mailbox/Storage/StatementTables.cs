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
        using var context = Open();
        context.Database.OpenConnection();
        // Deferred: the driver's default would take the write lock, which the writer may be holding while it asks.
        using var consistent = ((SqliteConnection)context.Database.GetDbConnection()).BeginTransaction(deferred: true);
        context.Database.UseTransaction(consistent);
        return Load(context);
    }

    /// <summary>Lets the caller judge the present state and change it, under the write lock. Nothing is kept where the change returns false.</summary>
    internal async Task ChangeAsync(Func<StoredStatements, StatementChange, bool> change, CancellationToken cancellationToken)
    {
        await using var context = Open();
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var transaction = ((SqliteConnection)context.Database.GetDbConnection()).BeginTransaction(deferred: false);
        await context.Database.UseTransactionAsync(transaction, cancellationToken);
        if (change(Load(context), new StatementChange(context)))
        {
            (await context.Generation.SingleAsync(cancellationToken)).Value++;
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static StoredStatements Load(MailboxContext context) => new(
        context.Generation.AsNoTracking().Single().Value,
        context.Directories.AsNoTracking().OrderBy(row => row.Seq).Select(row => row.Statement).ToList(),
        context.Certificates.AsNoTracking().OrderBy(row => row.OfficerId).ThenBy(row => row.Serial).Select(row => row.Statement).ToList(),
        context.Freshness.AsNoTracking().OrderBy(row => row.OfficerId).Select(row => row.Statement).ToList());

    private MailboxContext Open() => new(file.Options<MailboxContext>());
}
