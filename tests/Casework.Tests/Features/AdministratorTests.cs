using System.Net;
using System.Text.Json.Nodes;
using IntegrityChannel.Casework.Host.Cases;
using IntegrityChannel.Casework.Rules.Away;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrityChannel.Casework.Tests.Features;

public sealed class AdministratorTests
{
    [Fact]
    public async Task An_administrator_sees_how_mail_is_set_and_sends_a_test()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Administrator);

        var mail = await browser.GetJsonAsync("/a/mail");
        using var sent = await browser.PostJsonAsync("/a/mail/test", new JsonObject { ["to"] = "beheer@officers.example" });
        using var wrong = await browser.PostJsonAsync("/a/mail/test", new JsonObject { ["to"] = "beheer@officers.example\r\nBcc: everybody@example.org" });

        Assert.Equal("pickup", mail["transport"]!.GetValue<string>());
        Assert.Equal("discreet", mail["rule"]!.GetValue<string>());
        Assert.True(mail["configured"]!.GetValue<bool>());
        Assert.Null(mail["problem"]);
        Assert.Equal(0, mail["outbox"]!["waiting"]!.GetValue<int>());
        Assert.True(await OkAsync(sent));
        Assert.False(await OkAsync(wrong));
        Assert.Equal("E-81", await OfficerBrowser.CodeAsync(wrong));
        Assert.Single(Directory.GetFiles(Path.Combine(host.Files.Data, "mail"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Status_speaks_of_jobs_and_directory_and_of_no_report()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Administrator);
        var before = (await browser.GetJsonAsync("/a/status")).ToJsonString();
        using var report = await host.SubmitAsync(host.Files.Sample.Responsible);

        var after = await browser.GetJsonAsync("/a/status");

        Assert.Equal(before, after.ToJsonString());
        Assert.Equal(1, after["directory"]!["seq"]!.GetValue<int>());
        Assert.Equal(TestData.Today.Value + 366, after["directory"]!["expires"]!.GetValue<uint>());
    }

    [Fact]
    public async Task Status_says_when_a_backup_was_made_and_a_restore_practised()
    {
        await using var host = new RunningHost();
        var administrator = await host.Open().SignInAsync(host.Files.Administrator);
        Assert.Equal("""{"lastDay":null,"lastWell":false,"wellDay":null}""", (await administrator.GetJsonAsync("/a/status"))["upkeep"]!["backup"]!.ToJsonString());

        var log = host.Services.GetRequiredService<MaintenanceLog>();
        await log.RecordAsync(MaintenanceLog.Backup, TestData.Today, MaintenanceLog.Well, TestContext.Current.CancellationToken);
        await log.RecordAsync(MaintenanceLog.Backup, TestData.Today.AddDays(1), MaintenanceLog.Failed, TestContext.Current.CancellationToken);

        var upkeep = (await administrator.GetJsonAsync("/a/status"))["upkeep"]!;
        Assert.Equal($$"""{"lastDay":{{TestData.Today.Value + 1}},"lastWell":false,"wellDay":{{TestData.Today.Value}}}""", upkeep["backup"]!.ToJsonString());
        Assert.Null(upkeep["drill"]!["lastDay"]);
    }

    [Fact]
    public async Task Day_totals_begin_three_days_back_and_never_show_a_younger_day()
    {
        await using var host = new RunningHost();
        using var one = await host.SubmitAsync(host.Files.Sample.Responsible);
        using var two = await host.SubmitAsync(host.Files.Sample.Deputy);
        var seen = new List<string>();
        for (var day = 0; day <= 3; day++)
        {
            var administrator = await host.Open().SignInAsync(host.Files.Administrator);
            var totals = (await administrator.GetJsonAsync("/a/status"))["totals"]!;
            Assert.Equal(TestData.Today.Value + (uint)day - 3, totals["to"]!.GetValue<uint>());
            seen.Add(totals["days"]!.ToJsonString());
            host.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(["[]", "[]", "[]", $$"""[{"day":{{TestData.Today.Value}},"reports":2}]"""], seen);
    }

    [Fact]
    public async Task Status_names_the_keys_the_disk_in_steps_and_the_next_gap()
    {
        await using var host = new RunningHost();
        foreach (var account in new[] { host.Files.Responsible, host.Files.Deputy })
        {
            var officer = await host.Open().SignInAsync(account);
            var days = new JsonObject { ["from"] = TestData.Today.Value + 1, ["to"] = TestData.Today.Value + 2 };
            using var set = await officer.PutJsonAsync("/o/absence", new JsonObject { ["away"] = days });
        }

        var status = await (await host.Open().SignInAsync(host.Files.Administrator)).GetJsonAsync("/a/status");

        Assert.Equal(3, status["officers"]!.AsArray().Count);
        Assert.All(status["officers"]!.AsArray(), officer => Assert.NotNull(officer!["certificateTo"]));
        Assert.Equal(0, status["disk"]!["freeMib"]!.GetValue<long>() % 256);
        Assert.Equal(256, status["disk"]!["watermarkMib"]!.GetValue<long>());
        Assert.Equal(TestData.Today.Value + 1, status["gap"]!["from"]!.GetValue<uint>());
        Assert.Equal(TestData.Today.Value + 2, status["gap"]!["to"]!.GetValue<uint>());
    }

    [Fact]
    public async Task I_27_a_gap_is_told_from_the_calendar_whether_or_not_there_is_a_case()
    {
        await using var host = new RunningHost();
        var officer = await host.Open().SignInAsync(host.Files.Responsible);
        using var set = await officer.PutJsonAsync(
            "/o/absence", new JsonObject { ["away"] = new JsonObject { ["from"] = TestData.Today.Value, ["to"] = TestData.Today.Value + 30 } });
        var administrator = await host.Open().SignInAsync(host.Files.Administrator);
        var before = WithoutDisk(await administrator.GetJsonAsync("/a/status"));

        // Everyone who receives this case is away over its date; to the administrator nothing shows.
        using var report = await host.SubmitAsync(host.Files.Sample.Responsible);

        Assert.Equal(before, WithoutDisk(await administrator.GetJsonAsync("/a/status")));
    }

    // Other programs write to the same disk while the test runs.
    private static string WithoutDisk(JsonNode status)
    {
        Assert.True(status.AsObject().Remove("disk"));
        return status.ToJsonString();
    }

    [Fact]
    public async Task I_27_a_warning_read_from_cases_would_tell_that_there_is_one()
    {
        await using var host = new RunningHost();
        var responsible = PartyId.From(host.Files.Responsible.OfficerId.Span);
        var today = TestData.Today.Date;
        var away = new AwayList([new Absence(responsible, today, today.AddDays(30))]);
        var before = await UncoveredCasesAsync(host, away);

        using var report = await host.SubmitAsync(host.Files.Sample.Responsible);

        Assert.Equal(0, before);
        Assert.Equal(1, await UncoveredCasesAsync(host, away));
    }

    [Fact]
    public async Task The_jobs_are_tried_again_on_request_and_do_nothing_twice()
    {
        await using var host = new RunningHost();
        using var report = await host.SubmitAsync(host.Files.Sample.Responsible);
        var administrator = await host.Open().SignInAsync(host.Files.Administrator);

        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => administrator.PostJsonAsync("/a/jobs/retry", [])));
        var status = await administrator.GetJsonAsync("/a/status");

        Assert.All(tries, response => Assert.Equal(HttpStatusCode.NoContent, response.StatusCode));
        Assert.Equal(6, status["ticks"]!.AsArray().Count);
        Assert.All(status["ticks"]!.AsArray(), tick => Assert.Equal("ok", tick!["result"]!.GetValue<string>()));
        Assert.False(Directory.Exists(Path.Combine(host.Files.Data, "mail")) && Directory.GetFiles(Path.Combine(host.Files.Data, "mail")).Length > 1);
        Array.ForEach(tries, response => response.Dispose());
    }

    [Fact]
    public async Task An_administrator_unlocks_with_an_own_vault()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Administrator);

        var session = await browser.GetJsonAsync("/o/session");
        using var vault = await browser.GetAsync("/o/vault");

        Assert.True(session["administrator"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.OK, vault.StatusCode);
    }

    private static async Task<int> UncoveredCasesAsync(RunningHost host, AwayList away)
    {
        var shelved = await host.Services.GetRequiredService<CaseShelf>().ReadAllAsync(TestContext.Current.CancellationToken);
        return shelved.Count(each => Cover.Uncovered(each.File, away, TestData.Today.Date).Count > 0);
    }

    private static async Task<bool> OkAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["ok"]!.GetValue<bool>();
}
