using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>An officer walks away from an unsent reply. The page's own clock is moved on (Playwright's clock), nothing else is pretended.</summary>
public sealed class IdleLockTests
{
    /// <summary>All that a person at the screen or in the developer tools could read without the passphrase: the page, its fields, what the browser stores.</summary>
    private const string Readable = """
        async () => JSON.stringify([
          document.documentElement.outerHTML,
          [...document.querySelectorAll('input, textarea')].map(field => field.value),
          Object.entries(localStorage), Object.entries(sessionStorage), document.cookie,
          await indexedDB.databases(), await caches.keys(), history.state, location.href, document.title,
        ])
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task After_ten_idle_minutes_the_page_locks_and_the_unsent_reply_comes_back_only_with_the_passphrase()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var passphrase = channel.Passphrases()["verantwoordelijke"];
        var texts = Texts.Officer("nl");
        var code = await ReportAsync(browser, channel);
        var officer = await OpenCaseWithItsOwnClockAsync(browser, channel, passphrase);

        await officer.Page.Locator("#answer").FillAsync(Marker.Draft);
        await officer.Page.SetInputFilesAsync("#attach", new FilePayload { Name = "kwikzilverhaas-lijst.txt", MimeType = "text/plain", Buffer = "zilverenkikker"u8.ToArray() });
        await officer.SeesAsync(texts["attach.lock"]);
        // Still open just before: the lock below is the ten minutes' and nothing else's, and what we look with finds the draft while it is there.
        await officer.Page.Clock.FastForwardAsync("09:30");
        Assert.Contains(Marker.Draft, await officer.Page.EvaluateAsync<string>(Readable), StringComparison.Ordinal);

        await officer.Page.Clock.FastForwardAsync("00:35");
        await officer.SeesAsync(texts.Of("lock.reason-idle.other", ("n", "10")));
        await officer.SeesAsync(texts["lock.kept"]);
        var readable = await officer.Page.EvaluateAsync<string>(Readable);
        Assert.DoesNotContain("kwikzilverhaas", readable, StringComparison.Ordinal);
        Assert.DoesNotContain("zilverenkikker", readable, StringComparison.Ordinal);
        Assert.Contains(browser.Requests, request => request.Method == "PUT" && request.Address.EndsWith("/o/vault", StringComparison.Ordinal));

        await officer.UnlockAsync(passphrase);
        await officer.SeesAsync(texts["lock.restored"]);
        await officer.SeesAsync(texts["attach.forgotten"]);
        await Assertions.Expect(officer.Page.Locator("#answer")).ToHaveValueAsync(Marker.Draft);

        await Leaks.NothingPlantedIsFoundAsync(channel, browser, code, [passphrase]);
    }

    /// <summary>The control: what the look above would find on a page that forgets to forget.</summary>
    [Theory(Timeout = Patience.Journey)]
    [InlineData("document.querySelector('textarea').value = words")]
    [InlineData("localStorage.draft = words")]
    [InlineData("history.replaceState({ words }, '')")]
    public async Task A_draft_left_on_the_page_or_in_the_browser_would_be_found(string leak)
    {
        await using var browser = await Browser.StartAsync();
        var page = await MadeUpPage.OpenAsync(browser, "<textarea></textarea>");
        Assert.DoesNotContain(Marker.Draft, await page.EvaluateAsync<string>(Readable), StringComparison.Ordinal);

        await page.EvaluateAsync($"words => {{ {leak}; }}", Marker.Draft);

        Assert.Contains(Marker.Draft, await page.EvaluateAsync<string>(Readable), StringComparison.Ordinal);
    }

    private static async Task<string> ReportAsync(Browser browser, ChannelUnderTest channel)
    {
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        var code = await reporter.NoteCodeAsync();
        await reporter.SendAsync();
        return code;
    }

    private static async Task<OfficerPage> OpenCaseWithItsOwnClockAsync(Browser browser, ChannelUnderTest channel, string passphrase)
    {
        var officer = await OfficerPage.OpenAsync(browser, channel.Casework);
        await officer.Page.Clock.InstallAsync();
        await officer.Page.ReloadAsync();
        await officer.SignInAsync("verantwoordelijke", passphrase);
        await officer.OpenFirstCaseOnceItIsThereAsync(passphrase, Ct);
        await officer.SeesAsync(Marker.Report);
        return officer;
    }
}
