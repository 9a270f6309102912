using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;

namespace IntegrityChannel.Journeys.Stories;

public sealed class PowerCutTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    public async Task A_report_that_was_answered_survives_a_kill_right_after()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake, "en");
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        var code = await reporter.NoteCodeAsync();

        await reporter.SendAsync();
        await channel.CutPowerAsync();
        await channel.StartProcessesAsync(Ct);

        var returning = await ReporterPage.OpenAsync(browser, channel.Intake, "en");
        await returning.OpenMailboxAsync(code);
        await returning.SeesAsync("16 November 2026");
    }

    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task A_send_that_fails_keeps_text_and_code_and_arrives_once_when_tried_again()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake, "en");
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        var code = await reporter.NoteCodeAsync();

        await channel.CutPowerAsync();
        await reporter.PressSendAsync();
        await reporter.HeadingAsync("send.failed.title");
        await channel.StartProcessesAsync(Ct);
        await reporter.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = Texts.Reporter("en")["send.again"] }).ClickAsync();
        await reporter.HeadingAsync("sent.title");

        var returning = await ReporterPage.OpenAsync(browser, channel.Intake, "en");
        await returning.OpenMailboxAsync(code);
    }
}
