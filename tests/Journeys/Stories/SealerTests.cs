using System.Globalization;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>A report that is sealed from a disk without a network, and handed in by somebody else.</summary>
public sealed class SealerTests
{
    private static readonly Texts Words = Texts.Reporter("nl");
    private static readonly SealerPage Sealer = new(Words);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // The file knows no day but that of its device.
    private static string Now => DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);

    [Fact(Timeout = Patience.Journey)]
    public async Task A_report_sealed_without_a_network_is_handed_in_by_somebody_else_read_and_answered()
    {
        await using var channel = await ChannelUnderTest.StartAsync(Now, Ct);
        await using var browser = await Browser.StartAsync();
        var passphrase = channel.Passphrases()["verantwoordelijke"];
        var folder = Directory.CreateTempSubdirectory("sealer-").FullName;
        try
        {
            var site = await OpenStepAsync(browser, channel);
            var tool = await Sealer.FetchAsync(site.Page, folder);
            browser.Requests.Clear();
            var (code, file) = await SealAsync(browser, tool, folder);
            Assert.All(browser.Requests, request => Assert.Matches("^(file|blob):", request.Address));

            var courier = await ReporterPage.OpenAsync(browser, channel.Intake);
            await Sealer.HandInAsync(courier, file);
            await courier.SeesAsync(Words["handin.received.text"]);
            // The same file again is the same report.
            var again = await ReporterPage.OpenAsync(browser, channel.Intake);
            await Sealer.HandInAsync(again, file);
            await again.SeesAsync(Words["handin.received.text"]);

            var officer = await OfficerPage.OpenAsync(browser, channel.Casework);
            await officer.SignInAsync("verantwoordelijke", passphrase);
            await officer.OpenFirstCaseOnceItIsThereAsync(passphrase, Ct);
            await officer.SeesAsync(Marker.Report);
            await officer.ReplyAsync(Marker.Question);

            var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
            await reporter.OpenMailboxAsync(code);
            await reporter.SeesAsync(Marker.Question);
            Assert.Empty(browser.ConsoleErrors);
            await Leaks.NothingPlantedIsFoundAsync(channel, browser, code, [passphrase]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task A_damaged_file_goes_nowhere_and_an_old_one_is_refused_with_what_to_do()
    {
        await using var channel = await ChannelUnderTest.StartAsync(Now, Ct);
        await using var browser = await Browser.StartAsync();
        var folder = Directory.CreateTempSubdirectory("sealer-").FullName;
        try
        {
            var site = await OpenStepAsync(browser, channel);
            var (_, file) = await SealAsync(browser, await Sealer.FetchAsync(site.Page, folder), folder);
            var damaged = Path.Combine(folder, "damaged.bin");
            var bytes = await File.ReadAllBytesAsync(file, Ct);
            bytes[^100] ^= 1;
            await File.WriteAllBytesAsync(damaged, bytes, Ct);

            var courier = await ReporterPage.OpenAsync(browser, channel.Intake);
            browser.Requests.Clear();
            await Sealer.HandInAsync(courier, damaged);
            await courier.SeesAsync(Words["handin.unreadable"]);
            Assert.DoesNotContain(browser.Requests, request => request.Method == "POST");

            channel.Clock.Set(DateTimeOffset.UtcNow.AddDays(3).ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture));
            var late = await ReporterPage.OpenAsync(browser, channel.Intake);
            await Sealer.HandInAsync(late, file);
            await late.SeesAsync(Words["handin.stale"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<ReporterPage> OpenStepAsync(Browser browser, ChannelUnderTest channel)
    {
        var site = await ReporterPage.OpenAsync(browser, channel.Intake);
        await Sealer.OpenStepAsync(site);
        return site;
    }

    private static async Task<(string Code, string File)> SealAsync(Browser browser, string tool, string folder)
    {
        var page = await browser.OpenAsync(new Uri(tool));
        await page.Context.SetOfflineAsync(true);
        return await Sealer.SealAsync(page, Marker.Report, folder);
    }
}
