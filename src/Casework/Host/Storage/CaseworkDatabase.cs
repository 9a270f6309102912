using IntegrityChannel.Casework.Host.Storage.Sqlite;
using IntegrityChannel.Intake.Mailbox.Storage;
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
            .AddSingleton<People>()
            .AddSingleton<Invitations>()
            .AddSingleton<Recoveries>()
            .AddSingleton<SessionTable>()
            .AddSingleton<AbsenceTable>()
            .AddSingleton<CaseFiles>()
            .AddSingleton<CaseReads>()
            .AddSingleton<MaintenanceLog>()
            .AddSingleton<LogEntries>()
            .AddSingleton<AccessEntries>();

    internal static void Configure(DbContextOptionsBuilder options, string file) =>
        options.UseSqlite(new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString)
            .AddInterceptors(Pragmas);

    /// <summary>For a host that was composed with <see cref="AddCaseworkStorage"/>.</summary>
    /// <exception cref="NewerSchemaException">A newer program wrote the file.</exception>
    internal static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var factory = services.GetRequiredService<IDbContextFactory<CaseworkContext>>();
        await MigrateAsync(factory, cancellationToken);
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        DatabaseCopy.DiscardOld(context.Database.GetDbConnection().DataSource, services.GetRequiredService<TimeProvider>().GetUtcNow());
    }

    /// <summary>The schema version that this program writes.</summary>
    internal static int KnownSchema()
    {
        var options = new DbContextOptionsBuilder<CaseworkContext>();
        Configure(options, ":memory:");
        using var context = new CaseworkContext(options.Options);
        return SchemaUpgrade.Known(context);
    }

    /// <summary>True where every migration of this program, and no other, was applied.</summary>
    internal static async Task<bool> IsOfThisVersionAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<CaseworkContext>>().CreateDbContextAsync(cancellationToken);
        return (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).SequenceEqual(context.Database.GetMigrations());
    }

    // One casework process owns this file, and each migration is a transaction of its own.
    internal static async Task MigrateAsync(IDbContextFactory<CaseworkContext> factory, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        CreateForOwnerOnly(context.Database.GetDbConnection().DataSource);
        await SchemaUpgrade.RunAsync(context, cancellationToken);
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
