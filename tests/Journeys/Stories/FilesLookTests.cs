using Deque.AxeCore.Playwright;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>The files of a case, as an officer sees them, attaches them and takes them along by keyboard: pictured, and without an axe violation.</summary>
public sealed class FilesLookTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    [InlineData("nl", 360)]
    [InlineData("en", 1280)]
    public async Task Every_state_of_files_passes_axe_fits_its_width_and_is_pictured_light_and_dark(string language, int width)
    {
        var texts = Texts.Officer(language);
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        await ReportAsync(browser, channel);
        var page = await browser.OpenAsync(new Uri(channel.Casework, $"/{language}"), language, width, width < 500 ? 740 : 900);
        var officer = new OfficerPage(page, texts);
        await officer.SignInAsync("verantwoordelijke", channel.Passphrases()["verantwoordelijke"]);
        await officer.OpenFirstCaseOnceItIsThereAsync(channel.Passphrases()["verantwoordelijke"], Ct);
        var look = new Look(page, Directory.CreateDirectory(Path.Combine(Repository.Results, "files", $"{language}-{width}")).FullName);

        await page.SetInputFilesAsync("#attach", await FilesAsync(page));
        await page.Locator("#answer").FillAsync(Marker.Question);
        await look.AtAsync("attach");

        // Once the host says that it lost the files: the page sends them anew, and the officer need not know.
        await page.RouteAsync("**/o/put", route => route.FulfillAsync(new() { BodyBytes = [0, 10, .. new byte[510]], ContentType = "application/octet-stream" }), new() { Times = 1 });
        await officer.ReplyAsync(Marker.Question);
        var rows = page.Locator(".thread .attached > li");
        await Assertions.Expect(rows).ToHaveCountAsync(3);
        // By keyboard alone: to the first file, look, close, and the focus is back where it was.
        var first = rows.Nth(0).GetByRole(AriaRole.Button, new() { Name = texts["file.look"] });
        await first.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.FrameLocator("iframe").Locator("pre")).ToContainTextAsync("‹U+001B›[31m");
        await Assertions.Expect(page.GetByText(texts["viewer.busy"])).ToHaveCountAsync(0);
        await look.AtAsync("text");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(first).ToBeFocusedAsync();
        await rows.Nth(1).GetByRole(AriaRole.Button, new() { Name = texts["file.look"] }).ClickAsync();
        await Assertions.Expect(page.FrameLocator("iframe").Locator("canvas")).ToBeVisibleAsync();
        await look.AtAsync("image");
        await page.FrameLocator("iframe").Locator("main").PressAsync("Escape");
        await Assertions.Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await rows.Nth(2).GetByRole(AriaRole.Button, new() { Name = texts["file.look"] }).ClickAsync();
        await officer.SeesAsync(texts["file.not-shown"]);
        await rows.Nth(1).GetByRole(AriaRole.Button, new() { Name = texts["file.save"] }).First.ClickAsync();
        await officer.SeesAsync(texts["file.warn-head"]);
        await look.AtAsync("case");
        await page.GetByRole(AriaRole.Button, new() { Name = texts["print.case"] }).ClickAsync();
        await look.AtAsync("print");

        Assert.Empty(look.Problems);
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

    private static async Task<FilePayload[]> FilesAsync(IPage page)
    {
        var picture = await page.EvaluateAsync<string>(
            """
            () => {
              const canvas = document.createElement("canvas");
              [canvas.width, canvas.height] = [1200, 800];
              const pen = canvas.getContext("2d");
              pen.fillStyle = "#d8dad2"; pen.fillRect(0, 0, 1200, 800);
              pen.fillStyle = "#0d5561"; pen.fillRect(80, 80, 500, 300);
              pen.fillStyle = "#7a4800"; pen.beginPath(); pen.arc(850, 500, 200, 0, 7); pen.fill();
              return canvas.toDataURL("image/png").split(",")[1];
            }
            """);
        return
        [
            new() { Name = "uren\u202Etxt.exe", MimeType = "text/plain", Buffer = "week\turen\r\n38\t4,5\r\n39\t6,0 \u001b[31mrood\u001b[0m\r\n"u8.ToArray() },
            new() { Name = "foto-van-het-bord.png", MimeType = "image/png", Buffer = Convert.FromBase64String(picture) },
            new() { Name = $"{new string('v', 120)}-planning.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7"u8.ToArray() },
        ];
    }

    private sealed class Look(IPage page, string folder)
    {
        public List<string> Problems { get; } = [];

        public async Task AtAsync(string name)
        {
            foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{scheme}.png"), FullPage = !await page.Locator("dialog").IsVisibleAsync(), Animations = ScreenshotAnimations.Disabled });
                var found = await page.RunAxe();
                Problems.AddRange(found.Violations.Select(violation => $"{name} {scheme}: {violation.Id} at {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Target))}"));
            }

            var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (overflow > 0)
            {
                Problems.Add($"{name}: {overflow} px wider than the screen");
            }
        }
    }
}
