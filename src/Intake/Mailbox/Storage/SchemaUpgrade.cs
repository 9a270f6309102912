using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>
/// Brings a database file to the schema of this program. The version of a schema is the number of its migrations; it stands in the file as SQLite's
/// user_version, so that a backup can be judged without opening the database. Casework uses this for casework.db too: one rule for all three files.
/// </summary>
public static class SchemaUpgrade
{
    /// <summary>The version that this program writes.</summary>
    public static int Known(DbContext context) => context?.Database.GetMigrations().Count() ?? throw new ArgumentNullException(nameof(context));

    /// <summary>Applies what is missing, after a copy of a database that holds anything. The caller sees to it that nobody else does so meanwhile.</summary>
    /// <exception cref="NewerSchemaException">A newer program wrote the file; nothing was changed.</exception>
    public static async Task RunAsync(DbContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var database = context.Database.GetDbConnection().DataSource;
        var known = context.Database.GetMigrations().ToList();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var written = await VersionAsync(context, cancellationToken);
        if (applied.Except(known).Any() || written > known.Count)
        {
            throw new NewerSchemaException(Path.GetFileName(database));
        }

        if (applied.Count < known.Count)
        {
            if (applied.Count > 0)
            {
                DatabaseCopy.KeepBefore(database, applied.Count);
            }

            // A start killed during its migration leaves EF's lock row behind, and the next start would wait for it for ever.
            await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", cancellationToken);
            await context.Database.MigrateAsync(cancellationToken);
        }

        if (written != known.Count)
        {
            var stamp = string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {known.Count}");
            await context.Database.ExecuteSqlRawAsync(stamp, cancellationToken);
        }
    }

    private static async Task<int> VersionAsync(DbContext context, CancellationToken cancellationToken) =>
        (await context.Database.SqlQueryRaw<int>("SELECT user_version AS Value FROM pragma_user_version").ToListAsync(cancellationToken))[0];
}
