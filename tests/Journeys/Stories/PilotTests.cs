using System.Text;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>A zone starts a pilot: an empty folder, people who are invited, a machine without network. And later somebody loses a passphrase.</summary>
public sealed class PilotTests
{
    private const string Responsible = "verantwoordelijke";
    private const string Deputy = "plaatsvervanger";
    private const string Successor = "verantwoordelijke-2";
    private const string FirstLine = "Integriteit, eerste lijn";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task From_an_empty_folder_through_the_set_up_to_the_first_answered_report()
    {
        var look = new Look(Directory.CreateDirectory(Path.Combine(Repository.Results, "pilot")).FullName);
        await using var pilot = await BeginAsync(Pilot.Ways.Pointer(look));
        Assert.Contains(pilot.Channel.Mail.Messages(), mail => mail.Raw.Contains("beheer@zone.example", StringComparison.Ordinal));
        await NobodyCanReportYetAsync(pilot);
        await pilot.PublishListAsync();
        Assert.Equal(pilot.Fingerprint, await pilot.PosterAsync());
        await pilot.PosterOnPaperAsync(look);
        Assert.Empty(look.Problems);

        // The first officer who signs in publishes the key that opens the channel.
        var officer = await pilot.SignInAsync(Responsible);
        await officer.SeesEmptyListAsync();
        var code = await ReportAsync(pilot);
        await officer.OpenFirstCaseOnceItIsThereAsync(pilot.Passphrases[Responsible], Ct);
        await officer.SeesAsync(Marker.Report);
        await officer.AcknowledgeAsync();
        await officer.ReplyAsync(Marker.Question);

        var returning = await ReporterPage.OpenAsync(pilot.Browser, pilot.Channel.Intake);
        await returning.OpenMailboxAsync(code);
        await returning.SeesAsync(Marker.Question);
        await Leaks.NothingPlantedIsFoundAsync(pilot.Channel, pilot.Browser, code, pilot.Secrets);
        Assert.Empty(Leaks.FoundOfOneTimeCodes(pilot.Channel, pilot.Browser, pilot.Codes));
        Assert.Equal(4, pilot.KeptApart.Count);
        Assert.Empty(Leaks.FoundKeptApart(pilot.Channel, pilot.Browser, pilot.KeptApart));
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task I_18_a_one_time_code_or_a_share_that_was_kept_would_be_found()
    {
        // 16 bytes of 0x20, and their check symbols, as a code.
        var secret = Enumerable.Repeat((byte)' ', 16).ToArray();
        var code = Leaks.CodeOf(secret);
        var share = string.Join('-', Enumerable.Repeat("3TV7", 19));
        var folder = Directory.CreateTempSubdirectory("integrity-kept-").FullName;
        byte[][] kept = [Encoding.UTF8.GetBytes($"code {code.ToLowerInvariant()}."), secret, Encoding.UTF8.GetBytes($"\"{Convert.ToBase64String(secret)}\""), Encoding.UTF8.GetBytes(share)];
        try
        {
            for (var at = 0; at < kept.Length; at++)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, "kept"), kept[at], Ct);
                Assert.Equal(at < 3, Leaks.OneTimeCode("set-up", code).PlantSecretOf("set-up", code).FindInFiles(folder).Count > 0);
                Assert.Equal(at == 3, Leaks.KeptApart([share]).FindInFiles(folder).Count > 0);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task Who_lost_a_passphrase_enrols_anew_and_reads_old_cases_when_a_colleague_gives_access()
    {
        // Every form of set-up, invitation, enrolment and list of keys with the keyboard alone.
        await using var pilot = await BeginAsync(Pilot.Ways.Keyboard);
        await pilot.PublishListAsync();
        await (await pilot.SignInAsync(Responsible)).SignOutAsync();
        var deputy = await pilot.SignInAsync(Deputy);
        var code = await ReportAsync(pilot);
        await deputy.CaseIsListedAsync(pilot.Passphrases[Deputy], Ct);

        // Nobody can bring the passphrase back: the old account ends, a new one begins, and the root signs for it.
        await pilot.DeactivateAsync(Responsible, FirstLine);
        await pilot.EnrolAsync(Successor, 1, FirstLine);
        await pilot.PublishListAsync();
        var successor = await pilot.SignInAsync(Successor);
        await successor.SeesEmptyListAsync();
        await TheOldAccountIsClosedAsync(pilot);

        await deputy.ReloadAsync(pilot.Passphrases[Deputy]);
        await deputy.OpenFirstCaseAsync();
        await deputy.GiveAccessAsync(FirstLine, "De vorige wachtzin is verloren.");
        await successor.ReloadAsync(pilot.Passphrases[Successor]);
        await successor.OpenFirstCaseAsync();
        await successor.SeesAsync(Marker.Report);
        await successor.AcknowledgeAsync();

        // A month in which nobody was in: whoever signs in confirms the keys by that.
        pilot.Channel.Clock.Set("2026-12-10T10:00:00+01:00");
        await (await pilot.SignInAsync(Deputy)).KeysAreConfirmedAsync();

        await Leaks.NothingPlantedIsFoundAsync(pilot.Channel, pilot.Browser, code, pilot.Secrets);
    }

    private static async Task<Pilot> BeginAsync(Pilot.Ways ways)
    {
        var pilot = await Pilot.BeginAsync("2026-11-09T10:00:00+01:00", ways, Ct);
        await pilot.EnrolAsync(Responsible, 1, FirstLine);
        await pilot.EnrolAsync(Deputy, 2, "Integriteit, tweede lijn");
        return pilot;
    }

    private static async Task NobodyCanReportYetAsync(Pilot pilot)
    {
        var page = await pilot.Browser.OpenAsync(new Uri(pilot.Channel.Intake, "/nl"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("#keys-line code").CountAsync());
        await page.Context.CloseAsync();
    }

    private static async Task<string> ReportAsync(Pilot pilot)
    {
        var reporter = await ReporterPage.OpenAsync(pilot.Browser, pilot.Channel.Intake);
        Assert.Equal(pilot.Fingerprint, await reporter.FingerprintAsync());
        // No word of a demonstration: that is for channels that the demonstration made.
        Assert.Equal(0, await reporter.Page.Locator(".demo").CountAsync());
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        var code = await reporter.NoteCodeAsync();
        await reporter.SendAsync();
        return code;
    }

    private static async Task TheOldAccountIsClosedAsync(Pilot pilot)
    {
        var page = await OfficerPage.OpenAsync(pilot.Browser, pilot.Channel.Casework);
        await page.TrySignInAsync(Responsible, pilot.Passphrases[Responsible]);
        await page.SeesAsync(Texts.Officer("nl")["gate.wrong-head"]);
    }
}
