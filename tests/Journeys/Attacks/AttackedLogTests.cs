using System.Security.Cryptography;
using System.Text;
using Deque.AxeCore.Playwright;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.CommandLine;
using IntegrityChannel.Journeys.Pages;

namespace IntegrityChannel.Journeys.Attacks;

/// <summary>Attacks that only the keys log shows, on the officers' page and on `integrity verify`, which needs no account.</summary>
[Collection(OneAttackedChannel.Name)]
[Trait("lane", "full")]
public sealed class AttackedLogTests(AttackedChannel attacked) : IDisposable
{
    private const string Unlisted = "a certificate that the log does not hold";
    private readonly ChannelKey key = ChannelKey.Load(File.ReadAllBytes(Path.Combine(attacked.Channel.Data, "casework", "channel.key")));

    private RelayedChannel Channel => attacked.Channel;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        attacked.BeHonest();
        key.Dispose();
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task What_a_hostile_server_does_to_whoever_verifies_ends_as_the_list_says()
    {
        var run = new AttackRun("anybody, verify");
        var state = Path.Combine(Channel.Scratch, $"log-{Guid.CreateVersion7():N}");
        async Task TryAsync(string attack, Tampering tamper, params string[] act)
        {
            Channel.CaseworkRelay.Tamper = tamper;
            run.Saw(attack, await VerifyAsync(Channel.Casework, act));
            attacked.BeHonest();
        }

        // The control, and what this machine remembers from then on.
        foreach (var what in (string[])["log", "directory", "assets"])
        {
            var honest = await VerifyAsync(Channel.Casework, what, "--state", state);
            Assert.True(honest.Code == 0, honest.Error);
        }

        foreach (var (attack, log) in await ForgedAsync())
        {
            await TryAsync(attack, log.Instead, attack == Unlisted ? ["directory"] : ["log", "--state", state]);
        }

        await TryAsync("a hash tile of another log", (path, _, body) => path.StartsWith("/log/keys/tile/0/", StringComparison.Ordinal) ? [(byte)(body[0] ^ 1), .. body[1..]] : body, "log");
        await TryAsync("the head of the log changed", (path, _, body) => path == "/log/keys/checkpoint" ? [.. body[..^10], (byte)(body[^10] == 'A' ? 'B' : 'A'), .. body[^9..]] : body, "log");
        await TryAsync("keys of another root", AttackedChannel.OnKeys(attacked.OtherRoot), "log");
        await TryAsync("another signed list for one visitor", AttackedChannel.OnKeys(attacked.OtherDirectory), "directory");
        await TryAsync("hostile script under the old page", (path, _, body) => path.EndsWith(".js", StringComparison.Ordinal) ? "alert(1)"u8.ToArray() : body, "assets");
        await TryAsync("hostile script and page", (path, _, body) => path == "/" ? "<!doctype html><script src=/x.js></script>"u8.ToArray() : body, "assets");
        await TryAsync("hostile page with a manifest of its own", (path, _, body) => path == "/page/manifest.json" ? [.. body, (byte)'\n'] : body, "assets");

        // The reporters' page lies at intake, the log at casework.
        var reporters = await VerifyAsync(Channel.Intake, "assets", "--log", RelayedChannel.Origin(Channel.Casework), "--json");
        Assert.True(reporters.Code == 0, reporters.Error);
        Assert.Equal("reporters-page", reporters.Json().GetProperty("page").GetString());
        await TrySealersAsync(run, reporters.Json().GetProperty("sealer").GetString()!);
        run.IsAsListed();
    }

    /// <summary>The offline sealer: with other words, and with another script under a policy that allows it.</summary>
    private async Task TrySealersAsync(AttackRun run, string named)
    {
        byte[] honest = [];
        async Task TryAsync(string attack, Func<string, string> change)
        {
            Channel.IntakeRelay.Tamper = (path, _, body) => path == "/sealer" ? Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(honest = body))) : body;
            run.Saw(attack, await VerifyAsync(Channel.Intake, "assets", "--log", RelayedChannel.Origin(Channel.Casework)));
            Channel.IntakeRelay.Tamper = null;
        }

        await TryAsync("an offline sealer with another list of keys", file => file.Replace("data-directory=\"", "data-directory=\"AAAA", StringComparison.Ordinal));
        await TryAsync("an offline sealer with another script", file => file.Replace("<script>", "<script>alert(1);", StringComparison.Ordinal));
        Assert.Equal(named, Convert.ToHexStringLower(SHA256.HashData(honest)));
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task What_the_log_shows_an_officer_of_a_hostile_server_ends_as_the_list_says()
    {
        var run = new AttackRun("officer, log");
        var passphrase = attacked.Passphrase(AttackedChannel.Confidant);
        var page = await SignInAnewAsync(passphrase);
        await page.SeesEmptyListAsync();
        Assert.Equal(0, await page.Page.GetByText("The public log of the keys is not right").CountAsync());
        foreach (var (attack, log) in await ForgedAsync())
        {
            Channel.CaseworkRelay.Tamper = log.Instead;
            await run.SawAsync(attack, attack == Unlisted ? (await SignInAnewAsync(passphrase)).Page : await ReloadedAsync(page, passphrase), "No cases");
            attacked.BeHonest();
        }

        Channel.CaseworkRelay.Tamper = (path, _, body) => path == "/log/keys/checkpoint" ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("keys\n", "keyz\n", StringComparison.Ordinal)) : body;
        await page.ReloadAsync(passphrase);
        await run.SawAsync("the head of the log changed", page.Page, "No cases");
        attacked.BeHonest();

        // The server comes back to its senses: nothing is said any more, since the pin never moved.
        await page.ReloadAsync(passphrase);
        await page.SeesEmptyListAsync();
        Assert.Equal(0, await page.Page.GetByText("The public log of the keys is not right").CountAsync());
        run.IsAsListed();
        await AcceptsARestoredLogAsync(page, passphrase);
    }

    /// <summary>Told by another way that a backup was restored, the officer goes on with the log as it is, by keyboard.</summary>
    private async Task AcceptsARestoredLogAsync(OfficerPage page, string passphrase)
    {
        Channel.CaseworkRelay.Tamper = (await ForgedAsync())[0].Log.Instead;
        await page.ReloadAsync(passphrase);
        await page.SeesAsync("It holds less than this device saw before.");
        var axe = await page.Page.RunAxe();
        Assert.Empty(axe.Violations.Select(violation => $"{violation.Id} at {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Target))}"));
        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "A backup was restored" }).PressAsync("Enter");
        await page.SeesAsync("From the next sign-in on this device compares with the log as it is now.");
        await page.ReloadAsync(passphrase);
        await page.SeesEmptyListAsync();
        Assert.Equal(0, await page.Page.GetByText("The public log of the keys is not right").CountAsync());
    }

    /// <summary>On a device that has seen no log yet.</summary>
    private async Task<OfficerPage> SignInAnewAsync(string passphrase)
    {
        var page = await OfficerPage.OpenAsync(attacked.Browser, Channel.Casework, "en");
        await page.SignInAsync(AttackedChannel.Confidant, passphrase);
        return page;
    }

    private static async Task<Microsoft.Playwright.IPage> ReloadedAsync(OfficerPage page, string passphrase)
    {
        await page.ReloadAsync(passphrase);
        return page.Page;
    }

    private async Task<IReadOnlyList<(string Attack, ForgedLog Log)>> ForgedAsync()
    {
        var entries = await ForgedLog.ServedAsync(Channel.Casework, Ct);
        var without = entries.Where(served => !(KeysEntry.TryOpen(served.Opening, out var entry, out _) && entry.Kind == KeysEntryKind.Certificate));
        var organisation = attacked.Elsewhere.Header.OrganisationId;
        return
        [
            ("a log that went back", new ForgedLog([.. entries.SkipLast(1)], organisation, key)),
            ("another log for one visitor", new ForgedLog([entries[1], entries[0], .. entries.Skip(2)], organisation, key)),
            (Unlisted, new ForgedLog([.. without, .. entries.Take(1), .. entries.Take(1), .. entries.Take(1)], organisation, key)),
        ];
    }

    private Task<CommandAnswer> VerifyAsync(Uri server, string what, params string[] more) =>
        Channel.RunAsync(["verify", what, "--server", RelayedChannel.Origin(server), "--fingerprint", Channel.Fingerprint, .. more]);

    private Task<CommandAnswer> VerifyAsync(Uri server, string[] act) => VerifyAsync(server, act[0], act[1..]);
}
