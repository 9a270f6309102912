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

    private static async Task PassesAxeAsync(IPage page)
    {
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id} at {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Target))}"));
    }
}
