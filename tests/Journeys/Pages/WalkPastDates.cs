using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>Shows what both sides see when nobody acts and the dates of the law go by. It moves the clock on, so it comes last.</summary>
internal sealed class WalkPastDates(ChannelUnderTest channel, Browser browser, Looking looking, Func<string, IPage, Task> visit)
{
    private const string Story = "Er verdwijnt materiaal uit de opslagruimte op de tweede verdieping. De lijst aan de deur klopt al weken niet meer.";

    private readonly Texts _reporterTexts = Texts.Reporter(looking.Language);
    private readonly Texts _officerTexts = Texts.Officer(looking.Language);

    public async Task AllAsync(CancellationToken ct)
    {
        var first = await ReportAsync();
        // The work target of what was received on 20 November 2026, at the hour of the automatic acknowledgement.
        channel.Clock.Set("2026-11-27T16:00:00+01:00");
        await MailboxAsync("reporter-mailbox-notice", first, reporter => reporter.SeesAfterATickAsync(_reporterTexts["mailbox.channel"], ct));

        var second = await ReportAsync();
        // Past seven days at one jump, as after an outage: no tick ran while the notice could still be in time.
        channel.Clock.Set("2026-12-07T09:00:00+01:00");
        await MailboxAsync("reporter-mailbox-acknowledgement-lapsed", second, reporter => LapseAsync(reporter, "lapse.acknowledge.title"));

        channel.Clock.Set("2027-03-01T09:00:00+01:00");
        await MailboxAsync("reporter-mailbox-feedback-lapsed", first, reporter => LapseAsync(reporter, "lapse.feedback.title"));
        await OverdueListAsync(ct);
    }

    private async Task<string> ReportAsync()
    {
        var page = await OpenAsync(channel.Intake);
        var reporter = new ReporterPage(page, _reporterTexts);
        await reporter.FingerprintAsync();
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Story);
        var code = await reporter.NoteCodeAsync();
        await reporter.SendAsync();
        await page.Context.CloseAsync();
        return code;
    }

    private async Task MailboxAsync(string name, string code, Func<ReporterPage, Task> wait)
    {
        var page = await OpenAsync(channel.Intake);
        var reporter = new ReporterPage(page, _reporterTexts);
        await reporter.FingerprintAsync();
        await reporter.OpenMailboxAsync(code);
        await wait(reporter);
        await visit(name, page);
        await page.Context.CloseAsync();
    }

    private Task LapseAsync(ReporterPage reporter, string key) => reporter.SeesAsync(_reporterTexts[key].Split('{')[0].Trim());

    private async Task OverdueListAsync(CancellationToken ct)
    {
        var page = await OpenAsync(channel.Casework);
        var officer = new OfficerPage(page, _officerTexts);
        var passphrase = channel.Passphrases()["verantwoordelijke"];
        await officer.SignInAsync("verantwoordelijke", passphrase);
        await officer.CaseIsListedAsync(passphrase, ct);
        await officer.SeesAsync(_officerTexts["list.overdue-do"]);
        // One of three officers confirmed the keys today, and two must: warning and foot of the page say the same.
        await officer.SeesAsync(_officerTexts["warn.freshness"]);
        await Assertions.Expect(page.GetByRole(AriaRole.Contentinfo)).ToContainTextAsync(_officerTexts["keys.stale"].Split('{')[0].Trim());
        await visit("officer-list-overdue", page);
        await page.Context.CloseAsync();
    }

    private Task<IPage> OpenAsync(Uri host) =>
        browser.OpenAsync(new Uri(host, $"/{looking.Language}"), looking.Language, looking.Width, looking.Width < 500 ? 740 : 900, looking.Scheme);
}
