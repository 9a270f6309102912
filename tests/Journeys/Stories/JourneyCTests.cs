using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>An officer whom the reporter leaves out sees nothing, anywhere (I-27).</summary>
public sealed class JourneyCTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    public async Task I_27_An_officer_who_is_left_out_sees_no_entry_no_case_and_no_mail()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var passphrases = channel.Passphrases();

        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.BeginReportAsync();
        await reporter.LeaveOutAsync("role.deputy");
        await reporter.WriteAsync(Marker.Report);
        var code = await reporter.NoteCodeAsync();
        await reporter.SendAsync();

        var reader = await OfficerPage.OpenAsync(browser, channel.Casework);
        await reader.SignInAsync("verantwoordelijke", passphrases["verantwoordelijke"]);
        await reader.OpenFirstCaseOnceItIsThereAsync(passphrases["verantwoordelijke"], Ct);
        await reader.SeesAsync(Marker.Report);
        await reader.ReplyAsync(Marker.Question);

        var leftOut = await OfficerPage.OpenAsync(browser, channel.Casework);
        await leftOut.SignInAsync("plaatsvervanger", passphrases["plaatsvervanger"]);
        await leftOut.SeesEmptyListAsync();
        var casePath = browser.Requests.Select(request => new Uri(request.Address).AbsolutePath).First(path => path.StartsWith("/o/cases/", StringComparison.Ordinal));
        var unknownPath = "/o/cases/AAAAAAAAAAAAAAAAAAAAAA";
        Assert.Equal(await leftOut.AnswerToAsync(unknownPath), await leftOut.AnswerToAsync(casePath));
        Assert.StartsWith("200", await reader.AnswerToAsync(casePath), StringComparison.Ordinal);

        // A day on which the deputy would be mailed about a case of their own.
        channel.Clock.Set("2026-11-16T08:00:00+01:00");
        await channel.MailAsync(mail => mail.IsTo("verantwoordelijke"), Ct);
        Assert.DoesNotContain(channel.Mail.Messages(), mail => mail.IsTo("plaatsvervanger"));

        await Leaks.NothingPlantedIsFoundAsync(channel, browser, code, [.. passphrases.Values]);
    }
}
