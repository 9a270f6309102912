using System.Diagnostics;
using System.Text.RegularExpressions;
using Hangfire;
using Hangfire.Storage;
using IntegrityChannel.Casework.Host.Jobs;
using IntegrityChannel.Casework.Host.Startup;

namespace IntegrityChannel.Casework.Tests.Jobs.Hangfire;

/// <summary>What lies in the engine's storage, and what two processes on one storage do.</summary>
public sealed class SharedStorageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_processes_on_one_storage_run_a_job_once()
    {
        await using var bench = new HangfireBench();
        var watch = Stopwatch.StartNew();
        await bench.StartAsync<HangfireBench.CountingJob>("shared.db", HangfireBench.EveryTwoSeconds);
        await bench.StartAsync<HangfireBench.CountingJob>("shared.db", HangfireBench.EveryTwoSeconds);

        await UntilAsync(() => bench.Runs.Value >= 4);

        Assert.InRange(bench.Runs.Value, 4, Slots(watch));
    }

    [Fact]
    public async Task Two_processes_on_two_storages_would_run_it_twice()
    {
        await using var bench = new HangfireBench();
        var watch = Stopwatch.StartNew();
        await bench.StartAsync<HangfireBench.CountingJob>("one.db", HangfireBench.EveryTwoSeconds);
        await bench.StartAsync<HangfireBench.CountingJob>("other.db", HangfireBench.EveryTwoSeconds);

        await UntilAsync(() => bench.Runs.Value > Slots(watch));
    }

    [Fact]
    public async Task A_job_that_fails_is_not_repeated_and_what_it_said_is_not_kept()
    {
        await using var bench = new HangfireBench();
        var storage = await bench.StartAsync<HangfireBench.FailingJob>("failing.db", "0 0 1 1 *");
        new RecurringJobManager(storage).Trigger("job");

        await UntilAsync(() => storage.GetMonitoringApi().DeletedJobs(0, 10).Count == 1);

        Assert.Equal(1, bench.Runs.Value);
        Assert.Empty(storage.GetMonitoringApi().ScheduledJobs(0, 10));
        Assert.DoesNotContain(HangfireBench.FailingJob.Secret, bench.Content(), StringComparison.Ordinal);
        Assert.Contains("the job failed", bench.Content(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_storage_holds_no_argument_and_not_the_name_of_the_machine()
    {
        await using var bench = new HangfireBench();
        var storage = await bench.StartAsync<HangfireBench.CountingJob>("quiet.db", HangfireBench.EveryTwoSeconds);
        await UntilAsync(() => bench.Runs.Value >= 1);

        using var connection = storage.GetConnection();
        var job = Assert.Single(connection.GetRecurringJobs());
        Assert.Equal([CancellationToken.None], job.Job.Args);
        Assert.Equal("UTC", job.TimeZoneId);

        // As a word and in values only: a short name stands by chance among the bytes of any database.
        Assert.DoesNotMatch($@"(?i)\b{Regex.Escape(Environment.MachineName)}\b", bench.Values("quiet.db"));
        Assert.Contains("casework:", bench.Values("quiet.db"), StringComparison.Ordinal);
        Assert.StartsWith("casework:", storage.GetMonitoringApi().Servers().Single().Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storage_that_cannot_be_used_ends_the_start_with_a_sentence()
    {
        await using var bench = new HangfireBench();
        await File.WriteAllTextAsync(bench.FileOf("broken.db"), string.Concat(Enumerable.Repeat("this is no database ", 400)), Token);

        var broken = Assert.Throws<StartRefused>(() => JobEngine.Open(bench.FileOf("broken.db"), TimeSpan.FromSeconds(1)));
        var missing = Assert.Throws<StartRefused>(() => JobEngine.Open(bench.FileOf("no-such-folder/jobs.db"), TimeSpan.FromSeconds(1)));

        Assert.Contains("broken.db", broken.Message, StringComparison.Ordinal);
        Assert.Contains("jobs.db", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_for_this_account_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("file modes are those of Linux");
        }

        await using var bench = new HangfireBench();
        await bench.StartAsync<HangfireBench.CountingJob>("modes.db", HangfireBench.EveryTwoSeconds);

        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(bench.FileOf("modes.db")) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    // How many times the job can have been due at most, the first and the last slot counted.
    private static int Slots(Stopwatch watch) => (int)(watch.Elapsed.TotalSeconds / 2) + 2;

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var wait = Stopwatch.StartNew(); !condition(); await Task.Delay(50, Token))
        {
            Assert.True(wait.Elapsed < TimeSpan.FromSeconds(90), "it did not come about within 90 seconds");
        }
    }
}
