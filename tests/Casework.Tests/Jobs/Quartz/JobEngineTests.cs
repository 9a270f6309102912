using IntegrityChannel.Casework.Tests.Host;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace IntegrityChannel.Casework.Tests.Jobs.Quartz;

public sealed class JobEngineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_table_is_in_the_engine_and_ticks_every_minute_without_overlap()
    {
        await using var bench = new TickBench();
        var scheduler = await bench.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Token);
        await scheduler.Start(Token);
        var job = await scheduler.GetJobDetail(new JobKey("tick"), Token);
        var trigger = await scheduler.GetTrigger(new TriggerKey("tick"), Token);

        Assert.True(job!.ConcurrentExecutionDisallowed);
        var next = trigger!.NextFireTimeUtc!.Value;
        Assert.Equal(0, next.Second);
        Assert.Equal(next.AddMinutes(1), trigger.GetFireTimeAfter(next));

        await scheduler.TriggerJob(new JobKey("tick"), Token);
        var results = await bench.ResultsAsync();
        for (var wait = 0; wait < 200 && results.Count < 5; wait++)
        {
            await Task.Delay(25, Token);
            results = await bench.ResultsAsync();
        }

        Assert.Equal(["apply-orders", "channel-notices", "keys-log", "open-case-files", "plan-mails", "send-mails"], results.Keys.Order(StringComparer.Ordinal));
        await scheduler.Shutdown(waitForJobsToComplete: true, Token);
    }
}
