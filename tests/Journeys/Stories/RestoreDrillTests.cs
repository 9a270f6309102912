using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>The machine is lost; what is left is a backup, two of three recovery shares, and a code on paper. Real programs, real pages.</summary>
public sealed class RestoreDrillTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task A_channel_that_was_lost_goes_on_from_its_backup()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var passphrases = channel.Passphrases();
        var paper = new Paper(channel);
        var code = await ReportAsync(browser, channel);
        await AcknowledgeAsync(browser, channel, passphrases["verantwoordelijke"]);

        var backup = Path.Combine(channel.Scratch, "backup");
        await channel.RunAsync("Casework.Host", "backup", "--to", backup, "--data", channel.Data);
        // Who steals the backup finds no text, no code, no passphrase in it, and no names of accounts either: all of it is sealed to the recovery holders.
        Assert.NotEmpty(Directory.EnumerateFiles(backup, "*", SearchOption.AllDirectories));
        Assert.Empty(Leaks.FoundInFiles(backup, code, [.. passphrases.Values]));
        Assert.Empty(new Testing.LeakScan().Plant("account name", "verantwoordelijke").FindInFiles(backup));
        var afterwards = await ReportAsync(browser, channel);

        await channel.CutPowerAsync();
        Directory.Delete(channel.Data, recursive: true);
        // One share is not enough, and a refused restore leaves nothing behind.
        Assert.NotEqual(0, await channel.ExitCodeAsync("Crypto.Cli", "restore", backup, "--data", channel.Data, "--shares", paper.Shares[0]));
        Assert.False(Directory.Exists(channel.Data) && Directory.EnumerateFileSystemEntries(channel.Data).Any());
        await channel.RunAsync("Crypto.Cli", "restore", backup, "--data", channel.Data, "--fingerprint", paper.Fingerprint, "--shares", paper.Shares[0], paper.Shares[2]);
        await channel.StartProcessesAsync(Ct);

        await TheDialogueGoesOnAsync(browser, channel, code, passphrases["verantwoordelijke"]);
        await WhatCameAfterTheBackupIsNotInItAsync(browser, channel, afterwards);
        await Leaks.NothingPlantedIsFoundAsync(channel, browser, code, [.. passphrases.Values]);
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

    private static async Task AcknowledgeAsync(Browser browser, ChannelUnderTest channel, string passphrase)
    {
        var officer = await OfficerPage.OpenAsync(browser, channel.Casework);
        await officer.SignInAsync("verantwoordelijke", passphrase);
        await officer.OpenFirstCaseOnceItIsThereAsync(passphrase, Ct);
        await officer.AcknowledgeAsync();
        await officer.SignOutAsync();
    }

    private static async Task TheDialogueGoesOnAsync(Browser browser, ChannelUnderTest channel, string code, string passphrase)
    {
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.OpenMailboxAsync(code);
        // Acknowledged on 9 November, so feedback is due on 9 February: as before the loss.
        await reporter.SeesAsync("9 februari 2027");
        await reporter.AnswerAsync(Marker.Answer);

        var officer = await OfficerPage.OpenAsync(browser, channel.Casework);
        await officer.SignInAsync("verantwoordelijke", passphrase);
        await officer.OpenFirstCaseAsync();
        await officer.SeesAsync(Marker.Report);
        await officer.SeesAsync(Marker.Answer);
        await officer.ReplyAsync(Marker.Question);

        await reporter.LookAgainAsync();
        await reporter.SeesAsync(Marker.Question);
    }

    private static async Task WhatCameAfterTheBackupIsNotInItAsync(Browser browser, ChannelUnderTest channel, string code)
    {
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.TypeCodeAsync(code);
        await reporter.SubmitCodeAsync();
        await reporter.SeesAsync(Texts.Reporter("nl")["open.error.unknown"]);
    }

    /// <summary>What the holders keep elsewhere: the shares, and the fingerprint of the poster.</summary>
    private sealed class Paper
    {
        public Paper(ChannelUnderTest channel)
        {
            var safe = Directory.CreateDirectory(Path.Combine(channel.Scratch, "safe")).FullName;
            Shares = [.. Directory.EnumerateFiles(Path.Combine(channel.Data, "demo"), "share-*.txt").Order(StringComparer.Ordinal).Select(share =>
            {
                var kept = Path.Combine(safe, Path.GetFileName(share));
                File.Copy(share, kept);
                return kept;
            })];
            Assert.Equal(3, Shares.Count);
            Fingerprint = System.Text.RegularExpressions.Regex
                .Match(File.ReadAllText(Path.Combine(channel.Data, "demo", "poster.txt")), "([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}").Value;
        }

        public IReadOnlyList<string> Shares { get; }

        public string Fingerprint { get; }
    }
}
