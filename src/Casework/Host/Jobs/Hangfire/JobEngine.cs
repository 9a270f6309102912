using Hangfire;
using Hangfire.Storage.SQLite;
using IntegrityChannel.Casework.Host.Jobs.Hangfire;
using IntegrityChannel.Casework.Host.Startup;

namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>
/// The adapter to Hangfire (property Jobs=hangfire). Its store is a SQLite file of its own beside the data: processes that share the folder share the schedule, and the
/// tick runs in one of them. It holds the name of the job and when it ran, no argument and nothing of a case; a lost file is made anew at the next start.
/// </summary>
internal static class JobEngine
{
    /// <summary>How often the engine looks whether a minute has begun.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <summary>Kept for the dashboard.</summary>
    private static readonly TimeSpan KeepRuns = TimeSpan.FromHours(1);

    internal static IServiceCollection AddJobEngine(this IServiceCollection services) => services
        .AddSingleton<JobStorage>(provider => Open(provider.GetRequiredService<DataFolder>().Jobs, Poll))
        .AddHostedService(provider => new HangfireEngine(
            provider.GetRequiredService<JobStorage>(), provider.GetRequiredService<IServiceScopeFactory>(), JobTable.Register, Poll));

    internal static void MapJobPages(this IEndpointRouteBuilder routes) => HangfirePages.Map(routes);

    /// <exception cref="StartRefused">The file cannot be used.</exception>
    internal static SQLiteStorage Open(string file, TimeSpan poll)
    {
        try
        {
            if (!File.Exists(file))
            {
                OwnerFile.Write(file, []);
            }

            return new SQLiteStorage(file, new SQLiteStorageOptions { QueuePollInterval = poll }) { JobExpirationTimeout = KeepRuns };
        }
        catch (Exception fault) when (fault is SQLite.SQLiteException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefused($"The job engine cannot use its file {file}. It holds no case and no date: check its permissions, or move it away and it is made anew.");
        }
    }
}
