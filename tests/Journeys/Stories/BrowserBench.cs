using System.Text.Json;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>What the pages cost in a real browser (docs/performance.md). No test: <c>./dev bench browser</c> runs it and prints what it writes.</summary>
public sealed class BrowserBench
{
    private const int Replies = 99;
    private const int Rounds = 5;

    /// <summary>Clicks, and answers the milliseconds until a first-level heading with these words is on the page; no polling, no round trip to the test.</summary>
    private const string ClickUntilHeading = """
        (button, words) => new Promise((done) => {
          const seen = () => [...document.querySelectorAll("h1")].some((heading) => heading.textContent.trim() === words && heading.getClientRects().length > 0);
          const began = performance.now();
          const watch = new MutationObserver(() => { if (seen()) { watch.disconnect(); done(performance.now() - began); } });
          watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
          button.click();
        })
        """;

    private const string ClickUntilWords = """
        (link, words) => new Promise((done) => {
          const began = performance.now();
          const watch = new MutationObserver(() => { if (document.body.textContent.includes(words)) { watch.disconnect(); done(performance.now() - began); } });
          watch.observe(document, { subtree: true, childList: true, characterData: true });
          link.click();
        })
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Measure()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        var (bytes, requests) = await FirstVisitAsync(channel);
        var normal = await SubmitAsync(channel);
        var safer = await SubmitAsync(channel, "--js-flags=--jitless");
        var opened = await OpenAsync(channel);
        var answer = new Dictionary<string, object>
        {
            ["page_bytes"] = bytes,
            ["requests"] = requests,
            ["submit_to_code_ms"] = Median(normal, sample => sample.ToCode + sample.ToSent),
            ["safer_submit_to_code_ms"] = Median(safer, sample => sample.ToCode + sample.ToSent),
            ["open_100_objects_ms"] = Math.Round(opened.Order().ElementAt(opened.Count / 2)),
            ["parts"] = new { to_code_ms = Median(normal, sample => sample.ToCode), to_sent_ms = Median(normal, sample => sample.ToSent), safer_to_code_ms = Median(safer, sample => sample.ToCode), safer_to_sent_ms = Median(safer, sample => sample.ToSent) },
            ["rounds"] = Rounds,
        };
        var target = Environment.GetEnvironmentVariable("BENCH_OUT") ?? Path.Combine(Repository.Results, "bench-browser.json");
        await File.WriteAllTextAsync(target, JsonSerializer.Serialize(answer), Ct);
    }

    private static async Task<(long Bytes, int Requests)> FirstVisitAsync(ChannelUnderTest channel)
    {
        await using var browser = await Browser.StartAsync();
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.FingerprintAsync();
        await reporter.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None });
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        long bytes = 0;
        foreach (var request in browser.Requests)
        {
            bytes += (await client.GetByteArrayAsync(new Uri(request.Address), Ct)).Length;
        }

        return (bytes, browser.Requests.Count);
    }

    // The code is shown before anything is sent: both waits count, the typing between them does not.
    private static async Task<List<(double ToCode, double ToSent)>> SubmitAsync(ChannelUnderTest channel, params string[] switches)
    {
        await using var browser = await Browser.StartAsync(switches);
        var texts = Texts.Reporter("nl");
        var samples = new List<(double, double)>();
        for (var round = 0; round < Rounds; round++)
        {
            var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
            await reporter.FingerprintAsync();
            await reporter.BeginReportAsync();
            await reporter.WriteAsync("Sinds september staan er overuren op papier die niemand heeft gewerkt.");
            var toCode = await TimeAsync(reporter.Page.GetByRole(AriaRole.Button, new() { Name = texts["check.next"] }), ClickUntilHeading, texts["code.title"]);
            var groups = await reporter.Page.Locator("[data-code] li").AllInnerTextsAsync();
            await reporter.Page.Locator("#group").FillAsync(groups[ReporterPage.AskedGroup(await reporter.Page.Locator("label[for=group]").InnerTextAsync())]);
            samples.Add((toCode, await TimeAsync(reporter.Page.GetByRole(AriaRole.Button, new() { Name = texts["code.send"] }), ClickUntilHeading, texts["sent.title"])));
            await reporter.Page.Context.CloseAsync();
        }

        return samples;
    }

    private static async Task<List<double>> OpenAsync(ChannelUnderTest channel)
    {
        await using var browser = await Browser.StartAsync();
        var passphrase = channel.Passphrases()["verantwoordelijke"];
        var officer = await OfficerPage.OpenAsync(browser, channel.Casework);
        await officer.SignInAsync("verantwoordelijke", passphrase);
        await officer.CaseIsListedAsync(passphrase, Ct);
        // Every case has the same address; its number tells it.
        var number = await officer.Page.Locator("table.cases tbody tr a.case-title").First.InnerTextAsync();
        await officer.OpenFirstCaseAsync();
        for (var reply = 1; reply <= Replies; reply++)
        {
            await officer.Page.Locator("#answer").FillAsync(Words(reply));
            await officer.Page.Locator("#answer").PressAsync("Control+Enter");
            await Assertions.Expect(officer.Page.GetByText(Words(reply)).First).ToBeVisibleAsync();
            await Assertions.Expect(officer.Page.Locator("#answer")).ToHaveValueAsync("");
        }

        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            await officer.BackToListAsync();
            times.Add(await officer.Page.Locator("a.case-title").Filter(new() { HasText = number }).EvaluateAsync<double>(ClickUntilWords, Words(Replies)));
        }

        return times;
    }

    private static string Words(int number) => $"meting-antwoord-{number:000}.";

    private static async Task<double> TimeAsync(ILocator button, string script, string words) => await button.EvaluateAsync<double>(script, words);

    private static double Median(List<(double ToCode, double ToSent)> samples, Func<(double ToCode, double ToSent), double> of) =>
        Math.Round(samples.Select(of).Order().ElementAt(samples.Count / 2));
}
