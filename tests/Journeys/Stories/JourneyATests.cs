using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>The main line: report, acknowledgement, question, answer, reminder, feedback; then a search for everything that was planted.</summary>
public sealed class JourneyATests
{
    private const string FingerprintPattern = "^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    public async Task I_17_I_18_a_report_is_acknowledged_asked_about_answered_reminded_of_and_given_feedback()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct, hurried: false);
        await using var browser = await Browser.StartAsync();
        var passphrase = channel.Passphrases()["verantwoordelijke"];

        var officer = await OfficerPage.OpenAsync(browser, channel.Casework);
        await officer.SignInAsync("verantwoordelijke", passphrase);
        await officer.SeesEmptyListAsync();

        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        var fingerprint = await reporter.FingerprintAsync();
        Assert.Matches(FingerprintPattern, fingerprint);
        Assert.Contains(fingerprint, await File.ReadAllTextAsync(Path.Combine(channel.Data, "demo", "poster.txt"), Ct), StringComparison.Ordinal);
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        var code = await reporter.NoteCodeAsync();
        await reporter.SendAsync();
        await reporter.SeesAsync("16 november 2026");

        await officer.OpenFirstCaseOnceItIsThereAsync(passphrase, Ct);
        await officer.SeesAsync(Marker.Report);
        await officer.AcknowledgeAsync();
        await officer.ReplyAsync(Marker.Question);
        await officer.NoteAsync(Marker.Note);

        await ReturnsWithAMistypedCodeAsync(browser, channel, code);

        // Acknowledged on the day of receipt, so feedback is due on 9 February 2027; a week before, the alarm goes off.
        channel.Clock.Set("2027-02-02T08:00:00+01:00");
        await channel.MailAsync(mail => mail.IsTo("verantwoordelijke"), Ct);

        var returning = await OfficerPage.OpenAsync(browser, channel.Casework);
        await returning.SignInAsync("verantwoordelijke", passphrase);
        await returning.OpenFirstCaseAsync();
        await returning.SeesAsync(Marker.Answer);
        await returning.GiveFeedbackAsync(Marker.Action, Marker.Grounds);
        await returning.CloseAsync("Afgehandeld met controle.");
        await returning.SignOutAsync();

        var late = await ReporterPage.OpenAsync(browser, channel.Intake);
        await late.OpenMailboxAsync(code);
        await late.SeesAsync(Marker.Action);
        await late.SeesAsync(Marker.Grounds);
        Assert.DoesNotContain(Marker.Note, await late.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Marker.Report, await late.Page.ContentAsync(), StringComparison.Ordinal);

        await Leaks.NothingPlantedIsFoundAsync(channel, browser, code, [passphrase]);
    }

    private static async Task ReturnsWithAMistypedCodeAsync(Browser browser, ChannelUnderTest channel, string code)
    {
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.TypeCodeAsync(Mistype(code));
        await reporter.SubmitCodeAsync();
        await reporter.SeesAsync(Texts.Reporter("nl")["open.error.wrong"]);
        await reporter.Page.Locator("#code").FillAsync(code.ToLowerInvariant().Replace(' ', '-'));
        await reporter.SubmitCodeAsync();
        await reporter.HeadingAsync("mailbox.title");
        await reporter.SeesAsync(Marker.Question);
        await reporter.AnswerAsync(Marker.Answer);
    }

    // One wrong symbol in the third group, replaced by a neighbour in the alphabet of the code.
    private static string Mistype(string code)
    {
        var symbols = code.ToCharArray();
        symbols[10] = symbols[10] == '2' ? '3' : '2';
        return new string(symbols);
    }
}
