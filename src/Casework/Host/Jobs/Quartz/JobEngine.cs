using Quartz;

namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>
/// The adapter to Quartz (property Jobs=quartz), and the only file that names it. Its store is in memory: the tick finds out from our own tables what is due, so
/// a lost schedule is rebuilt at the next start and a missed minute is made up by the next one.
/// </summary>
internal static class JobEngine
{
    internal static IServiceCollection AddJobEngine(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            JobTable.Register(new Registrar(quartz));
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }

    /// <summary>Quartz has no pages of its own; what administrators need stands on theirs.</summary>
    internal static void MapJobPages(this IEndpointRouteBuilder routes)
    {
    }

    private sealed class Registrar(IQuartzBuilder quartz) : IJobRegistrar
    {
        public void AddOrUpdate<TJob>(string id, string cron)
            where TJob : class, IRecurringJob =>
            quartz.ScheduleJob<Run<TJob>>(
                trigger => trigger
                    .WithIdentity(id)
                    .WithCronSchedule(CronScheduleBuilder.Create(cron, CronFormat.Unix)
                        .InTimeZone(TimeZoneInfo.Utc)
                        .WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)),
                job => job.WithIdentity(id));
    }

    /// <summary>Built in a scope of its own for each run.</summary>
    [DisallowConcurrentExecution]
    private sealed class Run<TJob>(TJob job) : IJob
        where TJob : class, IRecurringJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await job.RunAsync(cancellationToken);
    }
}
