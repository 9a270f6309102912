using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using IntegrityChannel.Testing;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>The whole way of a reporter whose browser runs no script, and what is left of it afterwards.</summary>
public sealed class WithoutScriptTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    public async Task I_18_I_20_a_report_without_script_is_acknowledged_asked_about_and_answered_and_leaves_nothing_behind()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var passphrase = channel.Passphrases()["verantwoordelijke"];

        var reporter = await FormPages.OpenAsync(browser, channel.Intake);
        var code = await reporter.WriteAsync(Marker.Report);
        await reporter.SendAsync(code);
        await reporter.SeesAsync("16 november 2026");
        await reporter.PressAsync("sent.close");
        await reporter.HeadingAsync("left.title");

        var officer = await OfficerPage.OpenAsync(browser, channel.Casework);
        await officer.SignInAsync("verantwoordelijke", passphrase);
        await officer.OpenFirstCaseOnceItIsThereAsync(passphrase, Ct);
        await officer.SeesAsync(Marker.Report);
        await officer.SeesWordsAsync("facts.sealed-server");
        await officer.AcknowledgeAsync();
        await officer.ReplyAsync(Marker.Question);

        await reporter.PressAsync("nav.start");
        await reporter.OpenMailboxAsync(code);
        await reporter.SeesAsync(Marker.Question);
        await Assertions.Expect(reporter.Page.GetByText(Marker.Report)).ToHaveCountAsync(0);
        await reporter.FillAsync("answer", Marker.Answer);
        await reporter.PressAsync("mailbox.answer.send");
        await reporter.SeesAsync("Uw antwoord is ontvangen op 9 november 2026");
        await RemovesTheQuestionAsync(reporter);
        await reporter.PressAsync("mailbox.close");
        await reporter.HeadingAsync("left.title");
        Assert.Empty(await reporter.Page.Context.CookiesAsync());

        await officer.ReloadAsync(passphrase);
        await officer.OpenFirstCaseAsync();
        await officer.SeesAsync(Marker.Answer);

        await Task.Delay(TimeSpan.FromSeconds(1), Ct);
        var planted = new LeakScan().Plant("report", "zilverenkikker-planted-report").Plant("answer", "koperenlibel-planted-answer").Plant("question", "bronzenotter-planted-question")
            .PlantCode("code", code).PlantSecretOf("code", code);
        Assert.Empty(MemoryScan.Find(channel.IntakeProcess, planted));
        Assert.True(MemoryScan.BytesRead > 10_000_000);
        Assert.Empty(Leaks.FoundInFiles(channel.Scratch, code, [passphrase]));
        Assert.Empty(browser.ConsoleErrors);
        Assert.DoesNotContain(browser.Requests, request => request.Address.Contains(code.Split(' ')[1], StringComparison.OrdinalIgnoreCase));
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task The_quick_exit_works_without_script_and_back_shows_nothing_of_what_was_written()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var reporter = await FormPages.OpenAsync(browser, channel.Intake);
        await reporter.WriteAsync(Marker.Report);
        await reporter.Page.RouteAsync("https://www.meteo.be/**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<h1>weer</h1>" }));

        await reporter.Page.Locator("a[href^='/form/exit/']").ClickAsync();
        await Assertions.Expect(reporter.Page.Locator("h1")).ToHaveTextAsync("weer");
        Assert.Equal("https://www.meteo.be/", reporter.Page.Url);

        // A browser asks before it sends a form again; this one does not ask.
        await reporter.Page.GoBackAsync();
        await reporter.HeadingAsync("start.title");
        Assert.DoesNotContain("zilverenkikker", await reporter.Page.ContentAsync(), StringComparison.Ordinal);
    }

    /// <summary>Every page of the path, narrow and wide, light and dark.</summary>
    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task Every_form_passes_axe_fits_its_width_and_is_pictured()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-20T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var look = new Look(Directory.CreateDirectory(Path.Combine(Repository.Results, "without-script")).FullName);

        // The check itself is script; these pages have none of their own.
        var reporter = await FormPages.OpenAsync(browser, channel.Intake, script: true);
        Task LookAsync(string name) => look.VisitInAllLooksAsync(name, reporter.Page);
        await LookAsync("start");
        var code = await reporter.WriteAsync(Marker.Report, LookAsync);
        await reporter.SendAsync(code);
        await LookAsync("sent");
        await reporter.PressAsync("sent.close");
        await LookAsync("left");
        await reporter.PressAsync("nav.start");
        await reporter.PressAsync("start.door.code");
        await reporter.FillAsync("code", code[..20]);
        await reporter.PressAsync("open.submit");
        await LookAsync("open-error");
        await reporter.FillAsync("code", code);
        await reporter.PressAsync("open.submit");
        await reporter.HeadingAsync("mailbox.title");
        await LookAsync("mailbox");

        Assert.Empty(look.Problems);
        Assert.Empty(browser.ConsoleErrors);
    }

    private static async Task RemovesTheQuestionAsync(FormPages reporter)
    {
        await reporter.PressAsync("mailbox.remove.open");
        await reporter.Page.Locator("input[name=remove]").CheckAsync();
        await reporter.PressAsync("mailbox.remove.send");
        await reporter.HeadingAsync("mailbox.title");
        await Assertions.Expect(reporter.Page.GetByText(Marker.Question)).ToHaveCountAsync(0);
    }
}
