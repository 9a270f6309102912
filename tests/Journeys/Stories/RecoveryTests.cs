using Deque.AxeCore.Playwright;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>
/// The responsible officer's passphrase is lost. An administrator and the deputy ask for recovery, two shares and the root open what reporters allowed, and another
/// officer reads it; the reporter sees who came in, and the report that refused recovery stays closed.
/// </summary>
public sealed class RecoveryTests
{
    private const string Lost = "Verantwoordelijke integriteit";
    private const string Newcomer = "Vertrouwenspersoon integriteit";
    private const string Refused = "bronzenlibel-planted-refusal Deze melding weigert herstel.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task Two_people_and_two_shares_let_another_officer_in_and_a_refused_report_stays_closed()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var passphrases = channel.Passphrases();
        var texts = Texts.Officer("nl");

        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        var code = await reporter.NoteCodeAsync();
        await reporter.SendAsync();
        await ReportWithoutRecoveryAsync(channel, await reporter.FingerprintAsync());

        var administrator = await OfficerPage.OpenAsync(browser, channel.Casework);
        await administrator.SignInAsync("beheerder", passphrases["beheerder"]);
        var asked = new RecoveryPanel(administrator, texts);
        await asked.AskAsync(Lost, Newcomer);
        await PassesAxeAsync(administrator.Page);

        var deputy = await OfficerPage.OpenAsync(browser, channel.Casework);
        await deputy.SignInAsync("plaatsvervanger", passphrases["plaatsvervanger"]);
        await deputy.CaseIsListedAsync(passphrases["plaatsvervanger"], Ct);
        await new RecoveryPanel(deputy, texts).AgreeAsync(() => PassesAxeAsync(deputy.Page));

        await asked.TakeAsync(At(channel, "request.sic"));
        await PassesAxeAsync(administrator.Page);
        await RecoverAsync(channel, "rehearsal.sic", "--rehearse");
        await asked.StoreAsync(At(channel, "rehearsal.sic"), texts["recovery.refused.rehearsal"]);
        await RecoverAsync(channel, "answer.sic");
        await asked.StoreAsync(At(channel, "answer.sic"), texts.Of("recovery.done", ("stored", "1"), ("already", "0"), ("not", "0")));

        var newcomer = await OfficerPage.OpenAsync(browser, channel.Casework);
        await newcomer.SignInAsync("vertrouwenspersoon", passphrases["vertrouwenspersoon"]);
        await newcomer.CaseIsListedAsync(passphrases["vertrouwenspersoon"], Ct);
        Assert.Equal(1, await newcomer.Page.Locator("table.cases tbody tr").CountAsync());
        await newcomer.OpenFirstCaseAsync();
        await newcomer.SeesAsync(Marker.Report);
        await newcomer.SeesAsync(texts["facts.recovered"]);
        Assert.Equal(0, await newcomer.Page.GetByText(Refused).CountAsync());
        await newcomer.ReplyAsync(Marker.Question);
        await PassesAxeAsync(newcomer.Page);

        var mailbox = await ReporterPage.OpenAsync(browser, channel.Intake);
        await mailbox.OpenMailboxAsync(code);
        await mailbox.SeesAsync(Marker.Question);
        await mailbox.SeesAsync(Texts.Reporter("nl")["mailbox.recovery.text"]);
        await mailbox.SeesAsync(Texts.Reporter("nl")["mailbox.recovery.1"]);
        await PassesAxeAsync(mailbox.Page);
        await mailbox.AnswerAsync(Marker.Answer);
        await newcomer.ReloadAsync(passphrases["vertrouwenspersoon"]);
        await newcomer.OpenFirstCaseAsync();
        await newcomer.SeesAsync(Marker.Answer);
        Assert.Empty(browser.ConsoleErrors);
    }

    private static string At(ChannelUnderTest channel, string name) => Path.Combine(channel.Scratch, name);

    private static async Task ReportWithoutRecoveryAsync(ChannelUnderTest channel, string fingerprint)
    {
        var text = At(channel, "refused.txt");
        await File.WriteAllTextAsync(text, Refused, Ct);
        await channel.RunAsync(
            "Crypto.Cli", "report", "--server", channel.Intake.GetLeftPart(UriPartial.Authority), "--fingerprint", fingerprint.Replace(' ', '-'), "--text", text, "--no-recovery");
    }

    private static async Task RecoverAsync(ChannelUnderTest channel, string answer, params string[] more)
    {
        var demo = Path.Combine(channel.Data, "demo");
        await channel.RunAsync(
            "Crypto.Cli",
            [
                "ceremony", "recover", "--request", At(channel, "request.sic"), "--root", Path.Combine(demo, "root.key"), "--passphrase-file", Path.Combine(demo, "root-passphrase.txt"),
                "--shares", Path.Combine(demo, "share-1.txt"), Path.Combine(demo, "share-3.txt"), "--out", At(channel, answer), "--yes", .. more,
            ]);
    }

    private static async Task PassesAxeAsync(IPage page)
    {
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id} at {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Target))}"));
    }
}
