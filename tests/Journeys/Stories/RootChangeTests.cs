using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>A zone puts another root in the place of the first, and later loses that one: codes, old posters, saved commands and backups go on.</summary>
public sealed class RootChangeTests
{
    private const string Responsible = "verantwoordelijke";
    private const string Deputy = "plaatsvervanger";
    private const string Stranger = "0123-4567-89AB-CDEF-GHJK";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task After_another_root_an_old_code_a_new_report_every_fingerprint_and_every_backup_still_work()
    {
        await using var pilot = await Pilot.BeginAsync("2026-11-09T10:00:00+01:00", Pilot.Ways.Keyboard, Ct);
        await pilot.EnrolAsync(Responsible, 1, "Integriteit, eerste lijn");
        await pilot.EnrolAsync(Deputy, 2, "Integriteit, tweede lijn");
        await pilot.PublishListAsync();
        var officer = await pilot.SignInAsync(Responsible);
        var code = await ReportAsync(pilot);
        var before = await pilot.BackUpAsync("before");

        var second = await pilot.ChangeRootAsync();
        Assert.NotEqual(pilot.Fingerprint, second);

        // The page of a new visitor shows the new fingerprint, and the one of the old poster.
        var visitor = await ReporterPage.OpenAsync(pilot.Browser, pilot.Channel.Intake);
        Assert.Equal([second, pilot.Fingerprint], await visitor.AllFingerprintsAsync());
        await officer.ReloadAsync(pilot.Passphrases[Responsible]);
        await officer.OpenFirstCaseOnceItIsThereAsync(pilot.Passphrases[Responsible], Ct);
        await officer.SeesAsync(Marker.Report);
        await officer.ReplyAsync(Marker.Question);
        await visitor.OpenMailboxAsync(code);
        await visitor.SeesAsync(Marker.Question);
        await visitor.AnswerAsync(Marker.Answer);
        await ReportAsync(pilot);
        Assert.Equal((0, 0, 4), (await VerifyAsync(pilot, pilot.Fingerprint), await VerifyAsync(pilot, second), await VerifyAsync(pilot, Stranger)));
        var after = await pilot.BackUpAsync("after");
        Assert.True(await pilot.RestoresAsync(before, pilot.Fingerprint));
        Assert.False(await pilot.RestoresAsync(before, second));
        Assert.True(await pilot.RestoresAsync(after, pilot.Fingerprint) && await pilot.RestoresAsync(after, second));

        // Then that root is lost, and every officer names the third.
        var third = await pilot.LoseRootAsync(second, Responsible, Deputy);
        Assert.Equal((0, 0, 0, 4), (await VerifyAsync(pilot, pilot.Fingerprint), await VerifyAsync(pilot, second), await VerifyAsync(pilot, third), await VerifyAsync(pilot, Stranger)));
        var later = await ReporterPage.OpenAsync(pilot.Browser, pilot.Channel.Intake);
        Assert.Equal([third, pilot.Fingerprint, second], await later.AllFingerprintsAsync());
        await officer.ReloadAsync(pilot.Passphrases[Responsible]);
        await officer.OpenFirstCaseOnceItIsThereAsync(pilot.Passphrases[Responsible], Ct);
        await later.OpenMailboxAsync(code);
        await later.SeesAsync(Marker.Question);
        Assert.Empty(Leaks.FoundKeptApart(pilot.Channel, pilot.Browser, pilot.KeptApart));
        Assert.Empty(pilot.Browser.ConsoleErrors);
    }

    private static async Task<string> ReportAsync(Pilot pilot)
    {
        var reporter = await ReporterPage.OpenAsync(pilot.Browser, pilot.Channel.Intake);
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        var code = await reporter.NoteCodeAsync();
        await reporter.SendAsync();
        return code;
    }

    /// <summary>The list of keys and the log, from this fingerprint on: the exit code.</summary>
    private static Task<int> VerifyAsync(Pilot pilot, string fingerprint) =>
        pilot.Channel.ExitCodeAsync("Crypto.Cli", "verify", "directory", "--server", pilot.Channel.Casework.GetLeftPart(UriPartial.Authority), "--fingerprint", fingerprint);
}
