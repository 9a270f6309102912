using System.Net;
using System.Text.Json.Nodes;
using Hangfire;
using Hangfire.Storage;
using IntegrityChannel.Casework.Host.Jobs;
using IntegrityChannel.Casework.Host.Jobs.Hangfire;
using IntegrityChannel.Casework.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrityChannel.Casework.Tests.Jobs.Hangfire;

public sealed class JobEngineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_table_is_in_the_engine_and_a_tick_runs_every_step()
    {
        await using var bench = new TickBench();
        var storage = bench.Services.GetRequiredService<JobStorage>();
        using var engine = new HangfireEngine(storage, bench.Services.GetRequiredService<IServiceScopeFactory>(), JobTable.Register, TimeSpan.FromMilliseconds(200));
        await engine.StartAsync(Token);
        using (var connection = storage.GetConnection())
        {
            var job = Assert.Single(connection.GetRecurringJobs());
            Assert.Equal(("tick", JobTable.EveryMinute), (job.Id, job.Cron));
        }

        new RecurringJobManager(storage).Trigger("tick");
        var results = await bench.ResultsAsync();
        for (var wait = 0; wait < 1200 && results.Count < 5; wait++)
        {
            await Task.Delay(50, Token);
            results = await bench.ResultsAsync();
        }

        Assert.Equal(["apply-orders", "channel-notices", "keys-log", "open-case-files", "plan-mails", "send-mails"], results.Keys.Order(StringComparer.Ordinal));
        await engine.StopAsync(Token);
    }

    [Theory]
    [InlineData("/jobs")]
    [InlineData("/jobs/recurring")]
    [InlineData("/jobs/servers")]
    public async Task The_pages_of_the_engine_are_for_administrators_and_run_no_script(string path)
    {
        await using var host = new RunningHost();
        var report = await host.SubmitAsync(host.Files.Sample.Responsible);
        Register(host);
        using var strangers = await host.Open().GetAsync(path);
        using var officers = await (await host.Open().SignInAsync(host.Files.Responsible)).GetAsync(path);
        var administrator = await host.Open().SignInAsync(host.Files.Administrator);
        using var administrators = await administrator.GetAsync(path);
        var page = await administrators.Content.ReadAsStringAsync(Token);

        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.OK), (strangers.StatusCode, officers.StatusCode, administrators.StatusCode));
        Assert.Equal(HangfirePages.ContentSecurityPolicy, administrators.Headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotContain("script-src", HangfirePages.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.Contains("Hangfire", page, StringComparison.Ordinal);
        Assert.DoesNotContain(report.ReportId.ToString(), page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(host.Files.Data, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.MachineName, page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_recurring_tick_is_shown_and_cannot_be_set_off_from_there()
    {
        await using var host = new RunningHost();
        var storage = host.Services.GetRequiredService<JobStorage>();
        Register(host);
        var administrator = await host.Open().SignInAsync(host.Files.Administrator);

        using var page = await administrator.GetAsync("/jobs/recurring");
        using var push = await administrator.PostJsonAsync("/jobs/recurring/trigger", new JsonObject { ["jobs"] = new JsonArray("tick") });

        Assert.Contains("tick", await page.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, push.StatusCode);
        Assert.Empty(storage.GetMonitoringApi().EnqueuedJobs("default", 0, 10));
    }

    private static void Register(RunningHost host)
    {
        using var engine = new HangfireEngine(
            host.Services.GetRequiredService<JobStorage>(), host.Services.GetRequiredService<IServiceScopeFactory>(), JobTable.Register, TimeSpan.FromSeconds(1));
        JobTable.Register(engine);
    }
}
