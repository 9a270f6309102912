using System.Security.Cryptography;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>
/// The most that a setting allows, through both pages. Minutes long and gibibytes on the disk, so it runs only when asked for (<c>./dev test --only largest</c>), before
/// a release; the command line and the smaller sizes run always.
/// </summary>
public sealed class LargestMessageTests
{
    private const int Minutes = 10;
    private const long FileSize = 1024 * 1024 * 1024;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task A_file_of_a_gibibyte_goes_through_both_pages_byte_for_byte()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await AllowAGibibyteAsync(channel);
        await using var browser = await Browser.StartAsync();
        Assertions.SetDefaultExpectTimeout(Minutes * 60_000);
        var passphrase = channel.Passphrases()["verantwoordelijke"];
        var file = Path.Combine(channel.Scratch, "bewijs.bin");
        await WriteNoiseAsync(file);

        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.BeginReportAsync();
        await reporter.NextAsync();
        await reporter.Page.GetByLabel(Texts.Reporter("nl")["write.story"], new() { Exact = true }).FillAsync(Marker.Report);
        await reporter.ChooseAsync(file);
        await reporter.NextAsync();
        await reporter.HeadingAsync("check.title");
        await reporter.NoteCodeAsync();
        await reporter.SendAsync();

        var officer = await OfficerPage.OpenAsync(browser, channel.Casework);
        officer.Page.SetDefaultTimeout(Minutes * 60_000);
        await officer.SignInAsync("verantwoordelijke", passphrase);
        await officer.OpenFirstCaseOnceItIsThereAsync(passphrase, Ct);
        var (saved, _) = await officer.SaveFileAsync();
        Assert.Equal(await HashAsync(file), await HashAsync(saved));
    }

    private static async Task AllowAGibibyteAsync(ChannelUnderTest channel)
    {
        await channel.CutPowerAsync();
        var settings = Path.Combine(channel.Data, "organisation", "settings.json");
        await File.WriteAllTextAsync(settings, (await File.ReadAllTextAsync(settings, Ct)).Replace("\"mailRule\"", "\"attachmentMib\": 1024, \"mailRule\"", StringComparison.Ordinal), Ct);
        await channel.StartProcessesAsync(Ct);
    }

    private static async Task WriteNoiseAsync(string file)
    {
        await using var stream = File.Create(file);
        for (var left = FileSize; left > 0;)
        {
            var piece = RandomNumberGenerator.GetBytes((int)Math.Min(left, 1 << 20));
            await stream.WriteAsync(piece, Ct);
            left -= piece.Length;
        }
    }

    private static async Task<string> HashAsync(string file)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexString(await SHA256.HashDataAsync(stream, Ct));
    }
}
