using Deque.AxeCore.Playwright;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>The reporter removes answers; one officer orders the case erased, a colleague agrees; then the code opens nothing.</summary>
public sealed class OrdersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    public async Task Answers_are_removed_by_the_reporter_and_a_case_is_erased_by_two_officers()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var passphrases = channel.Passphrases();

        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        var code = await reporter.NoteCodeAsync();
        await reporter.SendAsync();

        var first = await OfficerPage.OpenAsync(browser, channel.Casework);
        await first.SignInAsync("verantwoordelijke", passphrases["verantwoordelijke"]);
        await first.OpenFirstCaseOnceItIsThereAsync(passphrases["verantwoordelijke"], Ct);
        await first.ReplyAsync(Marker.Question);

        var mailbox = await ReporterPage.OpenAsync(browser, channel.Intake);
        await mailbox.OpenMailboxAsync(code);
        await mailbox.SeesAsync(Marker.Question);
        await mailbox.RemoveAnswersAsync(() => PassesAxeAsync(mailbox.Page));
        Assert.Equal(0, await mailbox.Page.GetByText(Marker.Question).CountAsync());

        await PassesAxeAsync(first.Page);
        await first.EraseCaseAsync(() => PassesAxeAsync(first.Page));
        var second = await OfficerPage.OpenAsync(browser, channel.Casework);
        await second.SignInAsync("plaatsvervanger", passphrases["plaatsvervanger"]);
        await second.CaseIsListedAsync(passphrases["plaatsvervanger"], Ct);
        await second.SeesWordsAsync("list.asks");
        await second.OpenFirstCaseAsync();
        await second.SeesAsync(Marker.Question);
        await second.ConfirmOrderAsync();

        await second.SeesEmptyListAfterATickAsync(passphrases["plaatsvervanger"], Ct);
        var finder = await ReporterPage.OpenAsync(browser, channel.Intake);
        await finder.TypeCodeAsync(code);
        await finder.SubmitCodeAsync();
        await finder.SeesUnknownCodeAsync();
        Assert.Empty(browser.ConsoleErrors);
    }

    /// <summary>
    /// Three officers: a term is lengthened at once, a hold stops what two people agreed on, an objection ends an order, the hold is released by two, somebody is taken
    /// out of the case, and the case is erased on two people's word. Every dialog passes axe as it opens and while it asks once more.
    /// </summary>
    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task A_term_a_hold_an_objection_and_a_removal_act_as_the_page_says_and_two_people_erase_the_case()
    {
        const string Confidant = "Vertrouwenspersoon integriteit";
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var (passphrases, texts) = (channel.Passphrases(), Texts.Officer("nl"));
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        await reporter.NoteCodeAsync();
        await reporter.SendAsync();

        var first = await OfficerPage.OpenAsync(browser, channel.Casework);
        await first.SignInAsync("verantwoordelijke", passphrases["verantwoordelijke"]);
        await first.OpenFirstCaseOnceItIsThereAsync(passphrases["verantwoordelijke"], Ct);
        var mine = new OrdersPanel(first, texts, () => PassesAxeAsync(first.Page));
        await mine.KeepUntilAsync("2040-03-01", reason: 2);
        await first.SeesAsync(texts.Of("orders.kept", ("date", "1 maart 2040")));
        await mine.HoldAsync(reason: 1);
        await mine.SaysAsync(texts["orders.what.2"], texts["orders.hold-stands"]);
        await mine.KeepUntilAsync("2026-12-01", reason: 3);
        var shorter = texts.Of("orders.what.1", ("date", "1 december 2026"));
        await mine.SaysAsync(shorter, texts.Of("orders.state.waiting", ("date", "9 december 2026")));
        await mine.EraseAsync(reason: 5);
        await first.GiveAccessAsync(Confidant, "Voor het gesprek.");
        await mine.RemoveAsync(Confidant, reason: 8);
        await PassesAxeAsync(first.Page);

        var second = await OfficerPage.OpenAsync(browser, channel.Casework);
        await second.SignInAsync("plaatsvervanger", passphrases["plaatsvervanger"]);
        await second.SeesWordsAsync("list.asks");
        await second.OpenFirstCaseAsync();
        var theirs = new OrdersPanel(second, texts, () => PassesAxeAsync(second.Page));
        await theirs.ObjectToAsync(texts["orders.what.5"]);
        await theirs.SaysAsync(texts["orders.what.5"], "Dit gaat niet door.");
        await theirs.ConfirmAsync(shorter);
        await theirs.SaysAsync(shorter, "maar een blokkering houdt het tegen.");
        await second.SeesAsync(texts.Of("orders.kept", ("date", "1 maart 2040")));
        await theirs.ReleaseAsync(reason: 3);

        var removed = await OfficerPage.OpenAsync(browser, channel.Casework);
        await removed.SignInAsync("vertrouwenspersoon", passphrases["vertrouwenspersoon"]);
        await removed.SeesEmptyListAsync();

        await first.HomeAsync();
        await first.OpenFirstCaseAsync();
        await mine.ConfirmAsync(texts["orders.what.3"]);
        await first.SeesAsync(texts["orders.no-hold"]);
        await first.SeesAsync(texts.Of("orders.kept", ("date", "1 december 2026")));
        await mine.EraseAsync(reason: 4);

        await second.HomeAsync();
        await second.OpenFirstCaseAsync();
        await theirs.ConfirmAsync(texts["orders.what.5"]);
        await second.SeesEmptyListAfterATickAsync(passphrases["plaatsvervanger"], Ct);
        Assert.Empty(browser.ConsoleErrors);
    }

    private static async Task PassesAxeAsync(IPage page)
    {
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id} at {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Target))}"));
    }
}
