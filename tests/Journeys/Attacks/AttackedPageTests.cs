using System.IO.Compression;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.CommandLine;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Attacks;

/// <summary>Every attack of the list on the pages, in a real browser.</summary>
[Collection(OneAttackedChannel.Name)]
[Trait("lane", "full")]
public sealed class AttackedPageTests(AttackedChannel attacked) : IDisposable
{
    private const string SomeReply = "antwoord.";
    private const string HostileScript = "document.title='hostile';";

    private RelayedChannel Channel => attacked.Channel;

    public void Dispose() => attacked.BeHonest();

    [Fact(Timeout = Patience.Journey)]
    public async Task What_a_hostile_server_does_to_the_reporters_page_ends_as_the_list_says()
    {
        var run = new AttackRun("reporter, page");
        Channel.IntakeRelay.Tamper = AttackedChannel.OnKeys(attacked.OtherRoot);
        var stranger = await OpenReporterAsync();
        Assert.NotEqual(Channel.Fingerprint, await stranger.FingerprintAsync());
        await run.PassedAsync("keys of another root", stranger.Page);
        Channel.IntakeRelay.Tamper = AttackedChannel.OnKeys(attacked.RootChangeByOne);
        await run.SawAsync("a root change that one root alone signed", (await OpenReporterAsync()).Page, null);

        Channel.IntakeRelay.Tamper = (path, _, body) => path == "/d" ? [.. body[..^40], (byte)(body[^40] ^ 1), .. body[^39..]] : body;
        await run.SawAsync("a key changed in the list", (await OpenReporterAsync()).Page, null);

        Channel.IntakeRelay.Tamper = AttackedChannel.OnKeys(attacked.OtherDirectory);
        var served = await OpenReporterAsync();
        Assert.Equal(Channel.Fingerprint, await served.FingerprintAsync());
        await run.PassedAsync("another signed list for one visitor", served.Page);
        attacked.BeHonest();
        await served.Page.ReloadAsync();
        Assert.Equal(Channel.Fingerprint, await served.FingerprintAsync());
        await run.PassedAsync("an older list of keys", served.Page);

        foreach (var (attack, change) in attacked.OnLists(Id16.Zeros))
        {
            Channel.IntakeRelay.Tamper = attacked.OnList(change);
            var page = await OpenReporterAsync();
            await page.TypeCodeAsync(attacked.Code);
            await page.SubmitCodeAsync();
            if (attack == AttackedChannel.OmitLast)
            {
                await page.SeesAsync(AttackedChannel.FirstReply);
                Assert.Equal(0, await page.Page.GetByText(AttackedChannel.LastReply).CountAsync());
                await run.PassedAsync(attack, page.Page);
            }
            else
            {
                await run.SawAsync(attack, page.Page, SomeReply);
            }

            await page.Page.Context.CloseAsync();
        }

        await SwappedFileAsync(run);
        await ReplayedReceiptAsync(run);
        await ScriptsAsync(run, Channel.IntakeRelay, Channel.Intake);
        run.IsAsListed();
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task What_a_hostile_server_does_to_the_officers_page_ends_as_the_list_says()
    {
        var run = new AttackRun("officer, page");
        await AtTheGateAsync(run, "keys of another root", AttackedChannel.OnKeys(attacked.OtherRoot));
        await AtTheGateAsync(run, "a root change that one root alone signed", AttackedChannel.OnKeys(attacked.RootChangeByOne));
        await AtTheGateAsync(run, "a key changed in the list", (path, _, body) => path == "/d" ? [.. body[..^40], (byte)(body[^40] ^ 1), .. body[^39..]] : body);
        await AtTheGateAsync(run, "another signed list for one visitor", attacked.OtherListForStrangers);
        await AtTheGateAsync(run, "weak protection of the passphrase", (path, _, body) => path == "/o/hello" ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("65536", "8", StringComparison.Ordinal)) : body);

        var page = await SignInAsync(RelayedChannel.Responsible);
        await page.OpenCaseAsync(attacked.Number);
        await page.SeesAsync(AttackedChannel.LastReply);
        foreach (var (attack, change) in attacked.OnLists(attacked.Responsible()))
        {
            await page.HomeAsync();
            Channel.CaseworkRelay.Tamper = attacked.OnList(change);
            await page.PressCaseAsync(attacked.Number);
            await run.SawAsync(attack, page.Page, SomeReply);
            attacked.BeHonest();
        }

        Channel.CaseworkRelay.Tamper = attacked.OnParts(await attacked.OtherContainerAsync());
        await page.HomeAsync();
        await page.OpenCaseAsync(attacked.Number);
        await page.TrySaveFileAsync("brief.pdf");
        await run.SawAsync("file of an officer swapped with the reporter's help", page.Page, null);
        attacked.BeHonest();

        await OlderVaultAsync(run, page);
        await OlderListAsync(run);
        await ScriptsAsync(run, Channel.CaseworkRelay, Channel.Casework);
        run.IsAsListed();
    }

    private async Task<ReporterPage> OpenReporterAsync() => await ReporterPage.OpenAsync(attacked.Browser, Channel.Intake, "en");

    private async Task<OfficerPage> SignInAsync(string account)
    {
        var page = await OfficerPage.OpenAsync(attacked.Browser, Channel.Casework, "en");
        await page.SignInAsync(account, attacked.Passphrase(account));
        return page;
    }

    private async Task AtTheGateAsync(AttackRun run, string attack, Tampering tamper)
    {
        var page = await OfficerPage.OpenAsync(attacked.Browser, Channel.Casework, "en");
        Channel.CaseworkRelay.Tamper = tamper;
        await page.TrySignInAsync(RelayedChannel.Responsible, attacked.Passphrase(RelayedChannel.Responsible));
        await run.SawAsync(attack, page.Page, null);
        attacked.BeHonest();
        await page.Page.Context.CloseAsync();
    }

    private async Task SwappedFileAsync(AttackRun run)
    {
        Channel.IntakeRelay.Tamper = attacked.OnParts(await attacked.OtherContainerAsync());
        var page = await OpenReporterAsync();
        await page.OpenMailboxAsync(attacked.Code);
        await page.FetchFileAsync();
        await run.SawAsync("file of an officer swapped with the reporter's help", page.Page, null);
        attacked.BeHonest();
        await page.Page.Context.CloseAsync();
    }

    /// <summary>The host keeps an answer to itself and hands out the receipt of an earlier one.</summary>
    private async Task ReplayedReceiptAsync(AttackRun run)
    {
        byte[]? first = null;
        Channel.IntakeRelay.Tamper = (path, _, body) => path == "/r/put" ? first ??= body : body;
        var page = await OpenReporterAsync();
        await page.OpenMailboxAsync(attacked.CodeElsewhere);
        await page.AnswerAsync("Een.");
        await page.TryAnswerAsync("Twee.");
        await run.SawAsync("replay of a receipt", page.Page, null);
        attacked.BeHonest();
        await page.Page.Context.CloseAsync();
    }

    /// <summary>This browser has seen a newer vault.</summary>
    private async Task OlderVaultAsync(AttackRun run, OfficerPage page)
    {
        byte[]? old = null;
        Channel.CaseworkRelay.Tamper = (path, session, body) => path == "/o/vault" && session && body.Length > 0 ? old ??= body : body;
        await page.ReloadAsync(attacked.Passphrase(RelayedChannel.Responsible));
        attacked.BeHonest();
        Assert.Equal(0, (await Channel.ReportAsync("Nog een.")).Code);
        var number = await Channel.CaseOfLastReportAsync();
        await page.ReloadAsync(attacked.Passphrase(RelayedChannel.Responsible));
        var stored = page.Page.WaitForResponseAsync(answer => answer.Url.EndsWith("/o/vault", StringComparison.Ordinal) && answer.Request.Method == "PUT");
        await page.OpenCaseAsync(number);
        await stored;
        await page.ReloadAsync(attacked.Passphrase(RelayedChannel.Responsible));
        Channel.CaseworkRelay.Tamper = (path, session, body) => path == "/o/vault" && session && body.Length > 0 ? old! : body;
        await page.ReloadAsync(attacked.Passphrase(RelayedChannel.Responsible));
        await run.SawAsync("an older vault", page.Page, number);
        attacked.BeHonest();
    }

    private async Task OlderListAsync(AttackRun run)
    {
        Channel.CaseworkRelay.Tamper = AttackedChannel.OnKeys(attacked.OtherDirectory);
        var page = await SignInAsync(AttackedChannel.Deputy);
        await page.SignOutAsync();
        await page.Page.Locator("#passphrase").WaitForAsync();
        attacked.BeHonest();
        await page.TrySignInAsync(AttackedChannel.Deputy, attacked.Passphrase(AttackedChannel.Deputy));
        await run.SawAsync("an older list of keys", page.Page, null);
        await page.Page.Context.CloseAsync();
    }

    /// <summary>A script that is not ours: under the hash of the page that we serve, and with a page of the host's own making.</summary>
    private async Task ScriptsAsync(AttackRun run, Relay relay, Uri address)
    {
        var script = "";
        relay.Tamper = (path, _, body) => IsScript(path) ? Zip(HostileScript, script = path) : body;
        var page = await attacked.Browser.OpenAsync(new Uri(address, "/en"));
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.NotEmpty(script);
        run.Note("hostile script under the old page", await page.TitleAsync() == "hostile" ? AttackRun.NotNoticed : AttackRun.Refused, "the browser runs no script of another hash");
        await page.Context.CloseAsync();

        relay.Tamper = (path, _, body) => IsScript(path) ? Zip(HostileScript, path)
            : path == "/en" ? Zip($"<!doctype html><title>Info</title><script type=module src={script} integrity={HashOf(HostileScript)}></script>", path) : body;
        page = await attacked.Browser.OpenAsync(new Uri(address, "/en"));
        await page.WaitForFunctionAsync("document.title === 'hostile'");
        await run.PassedAsync("hostile script and page", page);
        await page.Context.CloseAsync();
        attacked.BeHonest();
    }

    private static bool IsScript(string path) => path.EndsWith(".js", StringComparison.Ordinal);

    // Both hosts send pages and scripts in gzip, and the relay keeps their headers.
    private static byte[] Zip(string text, string path)
    {
        Assert.NotEmpty(path);
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return target.ToArray();
    }

    private static string HashOf(string script) => $"sha384-{Convert.ToBase64String(System.Security.Cryptography.SHA384.HashData(Encoding.UTF8.GetBytes(script)))}";
}
