using System.Text;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>The controls of the scan that ends every journey: a page, a log and a mail that leak are found out.</summary>
public sealed class LeaksTests
{
    private const string Code = "7K2M 9QRT 4WXY B3CD 5EFG H6JK 8MNP";
    private const string Passphrase = "kili fabo bini rodu gapo tiva";

    [Theory]
    [InlineData("fetch('/r/put', { method: 'POST', body: '" + Code + "' })")]
    [InlineData("fetch('/r/put', { method: 'POST', body: btoa('..zilverenkikker-planted-report') })")]
    [InlineData("fetch('/nl?x=' + encodeURIComponent('bronzenotter-planted-question'))")]
    [InlineData("fetch('/o/sign-in', { method: 'POST', headers: { 'x-try': '" + Passphrase + "' } })")]
    public async Task I_17_a_page_that_sent_a_secret_would_be_noticed(string leak)
    {
        await using var browser = await Browser.StartAsync();
        var page = await MadeUpPage.OpenAsync(browser, "");
        Assert.Empty(Leaks.FoundInRequests(browser, Code, [Passphrase]));

        await page.EvaluateAsync($"async () => {{ try {{ await {leak}; }} catch {{ /* nobody answers */ }} }}");

        Assert.NotEmpty(Leaks.FoundInRequests(browser, Code, [Passphrase]));
    }

    [Theory]
    [InlineData("info: opened mailbox 7k2m-9qrt-4wxy-b3cd-5efg-h6jk-8mnp")]
    [InlineData("GET / " + Marker.UserAgent)]
    [InlineData(Passphrase)]
    public void I_18_a_log_that_held_a_secret_would_be_noticed(string line)
    {
        var folder = Directory.CreateTempSubdirectory("integrity-leaks-").FullName;
        try
        {
            var log = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "logs")).FullName, "intake.log");
            File.WriteAllText(log, "info: ready\n");
            Assert.Empty(Leaks.FoundInFiles(folder, Code, [Passphrase]));

            File.AppendAllText(log, line, Encoding.Unicode);

            Assert.NotEmpty(Leaks.FoundInFiles(folder, Code, [Passphrase]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(LeakScan.Window - 9)]
    [InlineData(LeakScan.Window + 20)]
    [InlineData(3 * LeakScan.Window - 1)]
    public void I_18_a_secret_is_noticed_wherever_it_lies_in_a_large_file(int place)
    {
        var folder = Directory.CreateTempSubdirectory("integrity-leaks-").FullName;
        try
        {
            var content = new byte[3 * LeakScan.Window + 100];
            File.WriteAllBytes(Path.Combine(folder, "0000.slab"), content);
            Assert.Empty(Leaks.FoundInFiles(folder, Code, [Passphrase]));

            Encoding.UTF8.GetBytes(Passphrase).CopyTo(content, place);
            File.WriteAllBytes(Path.Combine(folder, "0000.slab"), content);

            Assert.NotEmpty(Leaks.FoundInFiles(folder, Code, [Passphrase]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
