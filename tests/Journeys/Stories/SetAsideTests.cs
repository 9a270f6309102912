using System.Text;
using Deque.AxeCore.Playwright;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>Junk came in. An officer marks it, sets it aside in one act without opening it, and takes it back; the server is told nothing.</summary>
public sealed class SetAsideTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    public async Task Two_cases_are_set_aside_in_one_act_stay_so_after_a_new_sign_in_and_are_taken_back()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var texts = Texts.Officer("nl");
        var passphrase = channel.Passphrases()["verantwoordelijke"];
        await ReportAsync(browser, channel);
        await ReportAsync(browser, channel);

        var officer = await OfficerPage.OpenAsync(browser, channel.Casework);
        await officer.SignInAsync("verantwoordelijke", passphrase);
        while (await officer.Page.Locator("table.cases tbody tr").CountAsync() < 2)
        {
            await officer.CaseIsListedAsync(passphrase, Ct);
            await officer.ReloadAsync(passphrase);
        }

        var before = browser.Requests.Count;
        await officer.Page.Locator(".choose").First.CheckAsync();
        await Press(officer, texts["list.mark-all"]);
        await officer.SeesAsync(texts.Of("list.marked.other", ("n", "2")));
        await PassesAxeAsync(officer.Page);
        await Press(officer, texts["list.lay-aside"]);
        await officer.SeesAsync(texts.Of("list.laid.other", ("n", "2")));
        await Assertions.Expect(officer.Page.Locator("table.cases tbody tr")).ToHaveCountAsync(0);
        await PassesAxeAsync(officer.Page);

        // What left the browser for that is the sealed vault and nothing else.
        await WaitForVaultAsync(browser, before);
        Assert.Equal(["PUT /o/vault"], OfAct(browser, before));
        Assert.All(browser.Requests.Skip(before), request => Assert.False(Says(request.Body, "aside")));

        await officer.ReloadAsync(passphrase);
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = texts["list.tab.aside"] }).ClickAsync();
        await Assertions.Expect(officer.Page.Locator("table.cases tbody tr")).ToHaveCountAsync(2);
        await officer.SeesAsync(texts["list.aside-lead"]);
        await officer.Page.Locator(".choose").First.CheckAsync();
        await Press(officer, texts["list.take-back"]);
        await Assertions.Expect(officer.Page.Locator("table.cases tbody tr")).ToHaveCountAsync(1);
        await Press(officer, texts["list.undo"]);
        await Assertions.Expect(officer.Page.Locator("table.cases tbody tr")).ToHaveCountAsync(2);
        Assert.Empty(browser.ConsoleErrors);
    }

    /// <summary>The control: the look at requests above would find a mark that is sent in the clear.</summary>
    [Fact(Timeout = Patience.Journey)]
    public Task A_mark_that_was_not_sealed_would_be_found_among_the_requests()
    {
        Assert.True(Says("""{"aside":["AAAAAAAAAAAAAAAAAAAAAA"]}"""u8.ToArray(), "aside"));
        return Task.CompletedTask;
    }

    private static bool Says(byte[] body, string word) => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0;

    private static Task Press(OfficerPage officer, string words) => officer.Page.GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).ClickAsync();

    private static List<string> OfAct(Browser browser, int before)
    {
        lock (browser.Requests)
        {
            return [.. browser.Requests.Skip(before).Select(request => $"{request.Method} {new Uri(request.Address).AbsolutePath}")];
        }
    }

    private static async Task WaitForVaultAsync(Browser browser, int before)
    {
        while (OfAct(browser, before).Count == 0)
        {
            await Task.Delay(100, Ct);
        }
    }

    private static async Task ReportAsync(Browser browser, ChannelUnderTest channel)
    {
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        await reporter.NoteCodeAsync();
        await reporter.SendAsync();
    }

    private static async Task PassesAxeAsync(IPage page)
    {
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id} at {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Target))}"));
    }
}
