using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>What a first visit costs and what it leaves behind.</summary>
public sealed class FirstVisitTests
{
    private const int LargestVisit = 70 * 1024;
    private const int MostRequests = 6;

    /// <summary>How much lies in each place where a page can keep something.</summary>
    private const string Kept = """
        async () => [
          localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
          (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
        ].join()
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    public async Task A_first_visit_takes_at_most_six_requests_and_70_KiB_and_asks_nobody_else()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();

        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.FingerprintAsync();
        await reporter.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.InRange(browser.Requests.Count, 1, MostRequests);
        Assert.All(browser.Requests, request => Assert.StartsWith(channel.Intake.GetLeftPart(UriPartial.Authority), request.Address, StringComparison.Ordinal));
        Assert.InRange(await TransferredAsync(browser), 1, LargestVisit);
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task I_24_The_reporters_browser_keeps_no_cookie_storage_cache_or_worker()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        await reporter.NoteCodeAsync();
        await reporter.SendAsync();

        Assert.Empty(await reporter.Page.Context.CookiesAsync());
        Assert.Equal("0,0,0,0,0", await reporter.Page.EvaluateAsync<string>(Kept));
        Assert.DoesNotContain("zilverenkikker", await reporter.Page.EvaluateAsync<string>("() => JSON.stringify(history.state) + location.href + document.title"), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task I_24_a_page_that_kept_something_would_be_noticed()
    {
        await using var browser = await Browser.StartAsync();
        var page = await MadeUpPage.OpenAsync(browser, "<script>localStorage.x = 1; sessionStorage.x = 1; document.cookie = 'x=1'; caches.open('x'); indexedDB.open('x');</script>");

        await Assertions.Expect(page.Locator("p")).ToBeVisibleAsync();
        Assert.Equal("1,1,1,1,0", await page.EvaluateAsync<string>(Kept));
        Assert.NotEmpty(await page.Context.CookiesAsync());
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task I_25_a_page_that_needs_WebAssembly_or_breaks_its_policy_would_be_noticed()
    {
        await using var browser = await Browser.StartAsync("--js-flags=--jitless");
        await MadeUpPage.OpenAsync(browser, "<script>new WebAssembly.Memory({ initial: 1 });</script>");
        Assert.Contains(browser.ConsoleErrors, error => error.Contains("WebAssembly", StringComparison.Ordinal));

        browser.ConsoleErrors.Clear();
        await MadeUpPage.OpenAsync(browser, "<script>document.title = 'x';</script>", policy: "script-src 'self'");
        Assert.Contains(browser.ConsoleErrors, error => error.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task I_25_The_reporters_page_works_without_JIT_and_WebAssembly_and_without_a_policy_violation()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync("--js-flags=--jitless");
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        Assert.Equal("undefined", await reporter.Page.EvaluateAsync<string>("() => typeof WebAssembly"));
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        var code = await reporter.NoteCodeAsync();
        await reporter.SendAsync();

        var returning = await ReporterPage.OpenAsync(browser, channel.Intake);
        await returning.OpenMailboxAsync(code);

        Assert.Empty(browser.ConsoleErrors);
    }

    // What travelled, asked for again as a browser asks: compressed.
    private static async Task<long> TransferredAsync(Browser browser)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None });
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        long bytes = 0;
        foreach (var request in browser.Requests)
        {
            bytes += (await client.GetByteArrayAsync(new Uri(request.Address), Ct)).Length;
        }

        return bytes;
    }
}
