using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>One database file: how EF and the hot path open it, and how it reaches the present schema.</summary>
internal sealed class SqliteFile
{
    private static readonly PragmaInterceptor Interceptor = new();
    private readonly string connectionString;

    internal SqliteFile(string path)
    {
        Path = path;
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 10, Pooling = false }.ConnectionString;
    }

    internal string Path { get; }

    /// <summary>A connection with the settings of <see cref="Pragmas"/>; the caller disposes it.</summary>
    internal SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            Pragmas.Apply(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal DbContextOptions<TContext> Options<TContext>()
        where TContext : DbContext =>
        new DbContextOptionsBuilder<TContext>()
            .UseSqlite(connectionString)
            .AddInterceptors(Interceptor)
            // There is no generated snapshot to compare with; tests compare the migrated schema with the model instead.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options;

    /// <summary>Applies missing migrations; where none is missing Entity Framework is not even loaded. Both hosts may start at once and either may be killed meanwhile.</summary>
    /// <exception cref="NewerSchemaException">A newer program wrote the file.</exception>
    internal async Task MigrateAsync<TContext>(Func<DbContextOptions<TContext>, TContext> create, CancellationToken cancellationToken)
        where TContext : DbContext
    {
        if (PresentSchema.IsIn<TContext>(this))
        {
            return;
        }

        // EF's own lock is a row that outlives a killed process; ours is held by the operating system.
        await using var alone = await AcquireAsync(Path + ".migration", cancellationToken);
        CreateForOwnerOnly(Path);
        await using var context = create(Options<TContext>());
        await SchemaUpgrade.RunAsync(context, cancellationToken);
    }

    private static async Task<FileStream> AcquireAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, OwnerOnly(FileMode.OpenOrCreate));
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(50, cancellationToken);
            }
        }
    }

    // SQLite gives -wal and -shm the mode of the file itself, and takes an empty file for a new database. A file that exists is not even opened here:
    // closing it would drop the locks that another connection of this process holds.
    private static void CreateForOwnerOnly(string path)
    {
        if (!File.Exists(path))
        {
            new FileStream(path, OwnerOnly(FileMode.CreateNew)).Dispose();
        }
    }

    private static FileStreamOptions OwnerOnly(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
