using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>What an officer's printer gets: acknowledgement, feedback, and the case with the identity hidden. The sheets are kept as PDF to look at.</summary>
public sealed class PrintTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    [InlineData("nl", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark)]
    public async Task Paper_holds_what_the_law_asks_for_and_nothing_about_the_reporter(string language, ColorScheme scheme)
    {
        var texts = Texts.Officer(language);
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        await ReportAsync(browser, channel);
        var passphrase = channel.Passphrases()["verantwoordelijke"];
        var page = await browser.OpenAsync(new Uri(channel.Casework, $"/{language}"), language, scheme: scheme);
        var officer = new OfficerPage(page, texts);
        await officer.SignInAsync("verantwoordelijke", passphrase);
        await officer.OpenFirstCaseOnceItIsThereAsync(passphrase, Ct);
        await officer.AcknowledgeAsync();
        await officer.NoteAsync(Marker.Note);
        await officer.GiveFeedbackAsync(Marker.Action, Marker.Grounds);
        // A headless browser has no print dialog; the page's own call is counted and the sheet is read as the printer would get it.
        await page.EvaluateAsync("() => { window.print = () => {}; }");

        var acknowledgement = await PrintItemAsync(page, texts, 0, $"acknowledgement-{language}");
        var feedback = await PrintItemAsync(page, texts, 1, $"feedback-{language}");
        // The browser's own command, without a press on anything of the page.
        var whole = await PrintAsync(page, $"case-{language}");

        Assert.Contains(texts["paper.acknowledgement"], acknowledgement, StringComparison.Ordinal);
        Assert.All(["artikel 77", "artikel 79", "COC", "Comité P"], part => Assert.Contains(part, acknowledgement.Replace("article", "artikel", StringComparison.Ordinal).Replace("Committee", "Comité", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Contains(Marker.Action, feedback, StringComparison.Ordinal);
        Assert.Contains(Marker.Grounds, feedback, StringComparison.Ordinal);
        Assert.Contains(texts["paper.hidden-head"], whole, StringComparison.Ordinal);
        Assert.Contains(Marker.Report, whole, StringComparison.Ordinal);
        Assert.Contains("art. 12, 5°", whole, StringComparison.OrdinalIgnoreCase);
        Assert.All([acknowledgement, feedback, whole], sheet => Assert.DoesNotContain(Marker.Note, sheet, StringComparison.Ordinal));
        Assert.All([acknowledgement, feedback, whole], sheet => Assert.DoesNotContain(texts["facts.staff"], sheet, StringComparison.Ordinal));
        Assert.All([acknowledgement, feedback, whole], sheet => Assert.DoesNotContain("localhost", sheet, StringComparison.Ordinal));
        Assert.Equal(texts["case.tab"], await page.TitleAsync());
        Assert.Empty(browser.ConsoleErrors);
    }

    private static async Task ReportAsync(Browser browser, ChannelUnderTest channel)
    {
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.FingerprintAsync();
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        await reporter.NoteCodeAsync();
        await reporter.SendAsync();
    }

    private static async Task<string> PrintItemAsync(IPage page, Texts texts, int at, string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = texts["print.item"], Exact = true }).Nth(at).ClickAsync();
        return await PrintAsync(page, name);
    }

    /// <summary>The words that print media shows, and only those; the sheet itself is kept, with a browser's header and footer asked for.</summary>
    private static async Task<string> PrintAsync(IPage page, string name)
    {
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var words = await page.EvaluateAsync<string>("() => document.body.innerText");
        await page.EmulateMediaAsync(new() { Media = Media.Null });
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Results, "paper")).FullName;
        // Printing tells the page that it is over, which puts the sheet of the case back.
        await page.PdfAsync(new() { Path = Path.Combine(folder, $"{name}.pdf"), PreferCSSPageSize = true, DisplayHeaderFooter = true });
        return words;
    }
}
