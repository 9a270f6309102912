using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>An officer changes the passphrase: the new one opens everything, the old one nothing, and no page stays signed in with it.</summary>
public sealed class PassphraseTests
{
    private const string Officer = "verantwoordelijke";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task A_changed_passphrase_opens_the_vault_the_old_one_nothing_and_other_sessions_end()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var texts = Texts.Officer("nl");
        var old = channel.Passphrases()[Officer];
        var code = await ReportAsync(browser, channel);

        var elsewhere = await SignInAsync(browser, channel, old);
        await elsewhere.OpenFirstCaseOnceItIsThereAsync(old, Ct);
        var officer = await SignInAsync(browser, channel, old);
        var fresh = await officer.ChangePassphraseAsync(old);
        Assert.NotEqual(old, fresh);

        // The page that changed it works on; the other one is signed out, not merely locked.
        await officer.HomeAsync();
        await officer.OpenFirstCaseAsync();
        await officer.ReplyAsync(Marker.Question);
        await elsewhere.Page.ReloadAsync();
        await Assertions.Expect(elsewhere.Page.Locator("#name")).ToBeVisibleAsync();

        var withTheOld = await OfficerPage.OpenAsync(browser, channel.Casework);
        await withTheOld.TrySignInAsync(Officer, old);
        await withTheOld.SeesAsync(texts["gate.wrong-head"]);

        var withTheNew = await SignInAsync(browser, channel, fresh);
        await withTheNew.OpenFirstCaseAsync();
        await withTheNew.SeesAsync(Marker.Report);
        await withTheNew.SeesAsync(Marker.Question);

        await Leaks.NothingPlantedIsFoundAsync(channel, browser, code, [old, fresh]);
    }

    private static async Task<OfficerPage> SignInAsync(Browser browser, ChannelUnderTest channel, string passphrase)
    {
        var officer = await OfficerPage.OpenAsync(browser, channel.Casework);
        await officer.SignInAsync(Officer, passphrase);
        return officer;
    }

    private static async Task<string> ReportAsync(Browser browser, ChannelUnderTest channel)
    {
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        var code = await reporter.NoteCodeAsync();
        await reporter.SendAsync();
        return code;
    }
}
