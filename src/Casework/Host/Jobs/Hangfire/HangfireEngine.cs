using Hangfire;
using Hangfire.AspNetCore;

namespace IntegrityChannel.Casework.Host.Jobs.Hangfire;

/// <summary>Hangfire's server, started and stopped with the host; none of the engine's static settings is used.</summary>
/// <param name="storage">Where the schedule lies.</param>
/// <param name="scopes">Every run is built in a scope of its own.</param>
/// <param name="table">Registers every job.</param>
/// <param name="poll">How often the schedule is looked at.</param>
internal sealed class HangfireEngine(JobStorage storage, IServiceScopeFactory scopes, Action<IJobRegistrar> table, TimeSpan poll) : IHostedService, IJobRegistrar, IDisposable
{
    private BackgroundJobServer? server;

    public void AddOrUpdate<TJob>(string id, string cron)
        where TJob : class, IRecurringJob =>
        new RecurringJobManager(storage).AddOrUpdate<HangfireRun<TJob>>(
            id, run => run.RunAsync(CancellationToken.None), cron, new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc });

    public Task StartAsync(CancellationToken cancellationToken)
    {
        table(this);
        server = new BackgroundJobServer(
            new BackgroundJobServerOptions
            {
                // Hangfire would write the machine's name into its store.
                ServerName = "casework",
                WorkerCount = 1,
                SchedulePollingInterval = poll,
                Activator = new AspNetCoreJobActivator(scopes),
            },
            storage);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (server is not null)
        {
            server.SendStop();
            await server.WaitForShutdownAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        server?.Dispose();
        server = null;
    }
}
