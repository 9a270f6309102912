using System.Globalization;
using Hangfire;
using IntegrityChannel.Casework.Host.Jobs;
using IntegrityChannel.Casework.Host.Jobs.Hangfire;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrityChannel.Casework.Tests.Jobs.Hangfire;

/// <summary>Engines as processes have them, over files in a folder of their own, with a job that counts its runs or fails.</summary>
internal sealed class HangfireBench : IAsyncDisposable
{
    internal const string EveryTwoSeconds = "*/2 * * * * *";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hangfire-");
    private readonly ServiceProvider services;
    private readonly List<HangfireEngine> engines = [];
    private readonly List<IDisposable> storages = [];

    internal HangfireBench() => services = new ServiceCollection().AddSingleton(Runs).AddTransient<CountingJob>().AddTransient<FailingJob>().BuildServiceProvider();

    internal RunCount Runs { get; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    internal string FileOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>One more process on that file.</summary>
    internal async Task<JobStorage> StartAsync<TJob>(string file, string cron)
        where TJob : class, IRecurringJob
    {
        var storage = JobEngine.Open(FileOf(file), Poll);
        storages.Add(storage);
        var engine = new HangfireEngine(storage, services.GetRequiredService<IServiceScopeFactory>(), table => table.AddOrUpdate<TJob>("job", cron), Poll);
        engines.Add(engine);
        await engine.StartAsync(Token);
        return storage;
    }

    /// <summary>Everything the files hold, as text.</summary>
    internal string Content() => string.Concat(folder.EnumerateFiles().Select(file =>
    {
        using var stream = new StreamReader(new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), System.Text.Encoding.Latin1);
        return stream.ReadToEnd();
    }));

    /// <summary>Every value of every table of a file, one on each line.</summary>
    internal string Values(string name)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = FileOf(name), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        connection.Open();
        return string.Join('\n', Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'").SelectMany(table => Rows(connection, $"SELECT * FROM \"{table}\"")));
    }

    private static List<string> Rows(SqliteConnection connection, string question)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names of tables come from the file that this test made.
        command.CommandText = question;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.AddRange(Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture) ?? ""));
        }

        return values;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in engines)
        {
            await engine.StopAsync(CancellationToken.None);
            engine.Dispose();
        }

        storages.ForEach(storage => storage.Dispose());
        await services.DisposeAsync();
        folder.Delete(recursive: true);
    }

    internal sealed class RunCount
    {
        private int count;

        internal int Value => Volatile.Read(ref count);

        internal void Add() => Interlocked.Increment(ref count);
    }

    internal sealed class CountingJob(RunCount runs) : IRecurringJob
    {
        public Task RunAsync(CancellationToken cancellationToken)
        {
            runs.Add();
            return Task.CompletedTask;
        }
    }

    internal sealed class FailingJob(RunCount runs) : IRecurringJob
    {
        internal const string Secret = "somebody@zone.example";

        public Task RunAsync(CancellationToken cancellationToken)
        {
            runs.Add();
            throw new IOException($"{Secret} could not be reached");
        }
    }
}
