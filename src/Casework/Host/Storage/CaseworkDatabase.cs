using IntegrityChannel.Casework.Host.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>Opens casework.db and brings it to the present schema.</summary>
internal static class CaseworkDatabase
{
    private static readonly PragmaInterceptor Pragmas = new();

    /// <summary>Registers <see cref="IDbContextFactory{TContext}"/> (features and jobs take one short-lived context per call) and the stores both use.</summary>
    internal static IServiceCollection AddCaseworkStorage(this IServiceCollection services, string file) =>
        services
            .AddDbContextFactory<CaseworkContext>(options => Configure(options, file))
            .AddSingleton<DatabaseHealth>()
            .AddSingleton<HostKeys>()
            .AddSingleton<Accounts>()
            .AddSingleton<Vaults>()
            .AddSingleton<SessionTable>()
            .AddSingleton<AbsenceTable>()
            .AddSingleton<CaseFiles>()
            .AddSingleton<CaseReads>();

    internal static void Configure(DbContextOptionsBuilder options, string file) =>
        options.UseSqlite(new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString)
            .AddInterceptors(Pragmas);

    /// <summary>For a host that was composed with <see cref="AddCaseworkStorage"/>.</summary>
    internal static Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        MigrateAsync(services.GetRequiredService<IDbContextFactory<CaseworkContext>>(), cancellationToken);

    internal static async Task MigrateAsync(IDbContextFactory<CaseworkContext> factory, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        CreateForOwnerOnly(context.Database.GetDbConnection().DataSource);
        if (!(await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            return;
        }

        // A start killed during its migration leaves EF's lock row behind, and the next start would wait for it for ever.
        // One casework process owns this file, and each migration is a transaction of its own, so an old lock guards nothing.
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    // SQLite gives -wal and -shm the mode of the file itself, and takes an empty file for a new database.
    private static void CreateForOwnerOnly(string file)
    {
        if (!OperatingSystem.IsWindows() && !File.Exists(file))
        {
            new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }).Dispose();
        }
    }
}
