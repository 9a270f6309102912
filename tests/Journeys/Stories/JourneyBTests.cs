using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>Nobody acts: the channel acknowledges, the deputy is mailed, and the reporter learns what the law allows.</summary>
public sealed class JourneyBTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task A_report_that_nobody_answers_is_acknowledged_by_the_channel_and_the_lapse_is_explained()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var texts = Texts.Reporter("nl");

        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        var code = await reporter.NoteCodeAsync();
        await reporter.SendAsync();

        // The first slot brings the news to every recipient; on the work target the deputy is told that a date is near (requirement 19).
        channel.Clock.Set("2026-11-10T08:00:00+01:00");
        var news = await channel.MailAsync(mail => mail.IsTo("plaatsvervanger"), Ct);
        channel.Clock.Set("2026-11-16T08:00:00+01:00");
        var near = await channel.MailAsync(mail => mail.IsTo("plaatsvervanger") && mail.Raw != news.Raw, Ct);
        Assert.Contains("Een datum valt binnen twee werkdagen.", near.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("Een datum valt", news.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain(channel.Mail.Messages(), mail => mail.IsTo("vertrouwenspersoon"));

        channel.Clock.Set("2026-11-16T16:00:00+01:00");
        await NoticeAppearsAsync(browser, channel, code, texts);

        // The notice was the acknowledgement, so feedback was due on 16 February 2027.
        channel.Clock.Set("2027-02-17T09:00:00+01:00");
        var late = await ReporterPage.OpenAsync(browser, channel.Intake);
        await late.OpenMailboxAsync(code);
        await late.SeesAsync(texts.Of("lapse.feedback.title", ("date", "16 februari 2027")));

        await Leaks.NothingPlantedIsFoundAsync(channel, browser, code, [.. channel.Passphrases().Values]);
    }

    private static async Task NoticeAppearsAsync(Browser browser, ChannelUnderTest channel, string code, Texts texts)
    {
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.OpenMailboxAsync(code);
        await reporter.SeesAfterATickAsync(texts["mailbox.channel"], Ct);
        await reporter.SeesAsync("16 februari 2027");
    }
}
