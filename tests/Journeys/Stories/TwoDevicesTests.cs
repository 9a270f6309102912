using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>One officer at the desk and at home: both devices read and write, and either can end what the other left open.</summary>
public sealed class TwoDevicesTests
{
    private const string Officer = "verantwoordelijke";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task Two_devices_of_one_officer_see_what_the_other_did_and_one_signs_out_the_other()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var texts = Texts.Officer("nl");
        var passphrase = channel.Passphrases()[Officer];
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        var code = await reporter.NoteCodeAsync();
        await reporter.SendAsync();

        var desk = await SignInAsync(browser, channel, passphrase);
        await desk.OpenFirstCaseOnceItIsThereAsync(passphrase, Ct);
        var home = await SignInAsync(browser, channel, passphrase);
        await desk.AcknowledgeAsync();
        await home.OpenFirstCaseAsync();
        await home.SeesAsync(Marker.Report);
        await home.ReplyAsync(Marker.Question);
        await desk.ReloadAsync(passphrase);
        await desk.OpenFirstCaseAsync();
        await desk.SeesAsync(Marker.Question);

        // Each keeps its own vault in memory; what one stored, the other has taken in before it stores again.
        await desk.NoteAsync(Marker.Note);
        await home.ReloadAsync(passphrase);
        await home.OpenFirstCaseAsync();
        await home.SeesAsync(Marker.Note);

        await home.GoToAsync("nav.account");
        await home.Page.GetByRole(AriaRole.Button, new() { Name = texts["account.everywhere"] }).ClickAsync();
        await Assertions.Expect(home.Page.Locator("#name")).ToBeVisibleAsync();
        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Page.Locator("#name")).ToBeVisibleAsync();
        await Leaks.NothingPlantedIsFoundAsync(channel, browser, code, [passphrase]);
    }

    private static async Task<OfficerPage> SignInAsync(Browser browser, ChannelUnderTest channel, string passphrase)
    {
        var officer = await OfficerPage.OpenAsync(browser, channel.Casework);
        await officer.SignInAsync(Officer, passphrase);
        return officer;
    }
}
