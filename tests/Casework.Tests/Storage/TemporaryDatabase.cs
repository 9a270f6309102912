using IntegrityChannel.Casework.Host.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Tests.Storage;

/// <summary>A real casework.db in a folder of its own, gone with the test.</summary>
internal sealed class TemporaryDatabase : IDbContextFactory<CaseworkContext>, IAsyncDisposable
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("casework-");

    internal string File => Path.Combine(folder.FullName, "casework.db");

    internal static async Task<TemporaryDatabase> CreateAsync()
    {
        var database = new TemporaryDatabase();
        await CaseworkDatabase.MigrateAsync(database, TestContext.Current.CancellationToken);
        return database;
    }

    public CaseworkContext CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<CaseworkContext>();
        CaseworkDatabase.Configure(options, File);
        return new CaseworkContext(options.Options);
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        await ValueTask.CompletedTask;
    }
}
