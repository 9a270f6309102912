using System.Security.Cryptography;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>The power goes while a file is on its way.</summary>
public sealed class UploadTests
{
    private const int FileSize = 24 * 1024 * 1024;

    /// <summary>So many parts of 1 MiB are stored before the cut.</summary>
    private const int PartsBefore = 9;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task An_upload_that_kill_9_interrupts_goes_on_where_it_was_and_arrives_whole()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var passphrase = channel.Passphrases()["verantwoordelijke"];
        var file = Path.Combine(Directory.CreateTempSubdirectory("integrity-upload-").FullName, "bewijs.bin");
        try
        {
            await File.WriteAllBytesAsync(file, RandomNumberGenerator.GetBytes(FileSize), Ct);
            var (code, parts) = await ReportThroughAPowerCutAsync(browser, channel, file);
            // What was stored before the cut went once: only what was on its way or had no answer goes again.
            Assert.InRange(parts.Again, 0, FileSize / (1024 * 1024) + 4 - PartsBefore);

            var officer = await OfficerPage.OpenAsync(browser, channel.Casework);
            await officer.SignInAsync("verantwoordelijke", passphrase);
            await officer.OpenFirstCaseOnceItIsThereAsync(passphrase, Ct);
            var (saved, _) = await officer.SaveFileAsync();
            Assert.Equal(Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(file, Ct))), Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(saved, Ct))));

            await Leaks.NothingPlantedIsFoundAsync(channel, browser, code, [passphrase]);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    private static async Task<(string Code, PartCount Parts)> ReportThroughAPowerCutAsync(Browser browser, ChannelUnderTest channel, string file)
    {
        var texts = Texts.Reporter("nl");
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.BeginReportAsync();
        await reporter.NextAsync();
        await reporter.Page.GetByLabel(texts["write.story"], new() { Exact = true }).FillAsync(Marker.Report);
        await reporter.ChooseAsync(file);
        await reporter.NextAsync();
        await reporter.HeadingAsync("check.title");
        var code = await reporter.NoteCodeAsync();

        var parts = new PartCount();
        var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await reporter.Page.RouteAsync("**/r/part", route => ForwardAsync(route, parts, cut));
        await reporter.PressSendAsync();
        await cut.Task.WaitAsync(TimeSpan.FromSeconds(120), Ct);
        await channel.CutPowerAsync();
        await channel.StartProcessesAsync(Ct);
        parts.AfterCut = true;
        await Assertions.Expect(reporter.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = texts["sent.title"] })).ToBeVisibleAsync(new() { Timeout = 180_000 });
        return (code, parts);
    }

    // Counts what goes to the host, and says when enough of it was stored.
    private static async Task ForwardAsync(IRoute route, PartCount parts, TaskCompletionSource cut)
    {
        if (parts.Begin() == PartsBefore)
        {
            cut.TrySetResult();
        }

        await route.ContinueAsync();
    }

    private sealed class PartCount
    {
        private int _before;
        private int _again;

        public bool AfterCut { get; set; }

        /// <summary>Parts that went after the processes were back.</summary>
        public int Again => _again;

        public int Begin() => AfterCut ? Interlocked.Increment(ref _again) : Interlocked.Increment(ref _before);
    }
}
