using System.Text.RegularExpressions;
using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>A real organisation, set up through the pages and the ceremony in an empty folder. People come in by invitation, lists of keys go to the root and back.</summary>
internal sealed partial class Pilot : IAsyncDisposable
{
    private readonly MachineApart _apart;
    private readonly PeoplePage _people;
    private readonly Ways _ways;
    private readonly List<string> _readAloud = [];

    private Pilot(ChannelUnderTest channel, Browser browser, MachineApart apart, string fingerprint, PeoplePage people, Ways ways)
    {
        (Channel, Browser, _apart, Fingerprint, _people, _ways) = (channel, browser, apart, fingerprint, people, ways);
    }

    /// <summary>How people work the pages, and who looks at them.</summary>
    /// <param name="HandsOn">Pointer or keyboard.</param>
    /// <param name="Visit">Shown every page and state, with its name.</param>
    public sealed record Ways(Func<IPage, IHands> HandsOn, Func<string, IPage, Task> Visit)
    {
        public static Ways Keyboard { get; } = new(page => new KeyboardHands(page), (_, _) => Task.CompletedTask);

        public static Ways Pointer(Look look) => new(page => new PointerHands(page), look.VisitInAllLooksAsync);
    }

    public ChannelUnderTest Channel { get; }

    public Browser Browser { get; }

    /// <summary>Of the root, as everybody was shown it.</summary>
    public string Fingerprint { get; }

    /// <summary>By account name.</summary>
    public Dictionary<string, string> Passphrases { get; } = new(StringComparer.Ordinal);

    /// <summary>One-time codes by what they were for, as people read them; each was used.</summary>
    public Dictionary<string, string> Codes { get; } = new(StringComparer.Ordinal);

    /// <summary>Everything that must be nowhere in the channel's folders: the passphrases of all accounts and of the root.</summary>
    public IReadOnlyList<string> Secrets => [.. Passphrases.Values, .. _apart.Passphrases];

    /// <summary>From an empty folder to an organisation with one administrator and nobody who reads.</summary>
    public static async Task<Pilot> BeginAsync(string instant, Ways ways, CancellationToken ct)
    {
        var channel = await ChannelUnderTest.StartEmptyAsync(instant, ct);
        var browser = await Browser.StartAsync();
        var apart = new MachineApart(channel);
        await apart.MakeRootAsync();
        var setUp = await SetUpPage.OpenAsync(browser, channel.Casework, ways.HandsOn, ways.Visit);
        var code = SetUpCode().Match(channel.ConsoleOf("casework")).Value;
        await setUp.EnterCodeAsync(code);
        var fingerprint = await setUp.BringRootAsync(apart.PublicFile);
        Assert.Contains(fingerprint, channel.ConsoleOf("beside-Crypto.Cli"), StringComparison.Ordinal);
        await setUp.NameAsync("Politiezone Eerste Dag", "First Day Police Zone");
        var passphrase = await setUp.MakeAdministratorAsync("beheer", "beheer@zone.example");

        var administrator = await OfficerPage.OpenAsync(browser, channel.Casework);
        await administrator.SignInAsync("beheer", passphrase);
        var people = new PeoplePage(administrator, Texts.Officer("nl"), ways.HandsOn(administrator.Page), ways.Visit);
        await people.OpenAsync();
        await people.LookAsync("people-first");
        var pilot = new Pilot(channel, browser, apart, fingerprint, people, ways);
        pilot.Codes.Add("set-up", code);
        pilot.Passphrases.Add("beheer", passphrase);
        return pilot;
    }

    /// <summary>Invites somebody, who enrols in a browser of their own and reads the characters of the key to the holders of the root.</summary>
    public async Task EnrolAsync(string account, int role, string display)
    {
        await _people.OpenAsync();
        var code = await _people.InviteAsync(account, role, display);
        Codes.Add(account, code);
        var (passphrase, readAloud) = await EnrolPage.EnrolAsync(Browser, Channel.Casework, code, Fingerprint, _ways.HandsOn, _ways.Visit);
        Passphrases.Add(account, passphrase);
        _readAloud.Add(readAloud);
    }

    /// <summary>Takes the request to the machine apart, has it signed there, and publishes the list.</summary>
    public async Task PublishListAsync()
    {
        var request = await _people.RequestListAsync(_apart.Folder);
        await _people.LookAsync("people-request");
        await _people.PublishListAsync(await _apart.SignAsync(request, _readAloud));
        _readAloud.Clear();
    }

    /// <summary>Puts another root in the place of the one in force; what one root alone signed is refused first. The new fingerprint.</summary>
    public async Task<string> ChangeRootAsync()
    {
        var step = await _apart.ChangeRootAsync(await _people.RequestListAsync(_apart.Folder));
        await _people.OfferListAsync(_apart.SignedByOneRootOnly(step), "next.reason.root");
        await _people.OpenAsync();
        await _people.PublishListAsync(step);
        return await _people.PosterAsync();
    }

    /// <summary>Puts another root in the place of one that is lost: without the last officer's signature nothing comes out. The new fingerprint.</summary>
    public async Task<string> LoseRootAsync(string fingerprint, params string[] officers)
    {
        await _people.OpenAsync();
        var request = await _people.RequestListAsync(_apart.Folder);
        var proposed = await _apart.ProposeRootAsync(request);
        var signatures = new List<string>();
        foreach (var account in officers)
        {
            Assert.Null(await _apart.FinishRootAsync(request, signatures));
            signatures.Add(await _apart.HaveSignedAsync(account, Passphrases[account], fingerprint, proposed));
        }

        await _people.OpenAsync();
        await _people.PublishListAsync(await _apart.FinishRootAsync(request, signatures) ?? throw new InvalidOperationException("every officer signed, and nothing came out"));
        return await _people.PosterAsync();
    }

    /// <summary>A backup as casework makes it, outside the channel's folders.</summary>
    public async Task<string> BackUpAsync(string name)
    {
        var target = Path.Combine(_apart.Folder, name);
        await Channel.RunAsync("Casework.Host", "backup", "--to", target, "--data", Channel.Data);
        return target;
    }

    /// <summary>Whether a backup verifies with two shares under this fingerprint.</summary>
    public async Task<bool> RestoresAsync(string backup, string fingerprint) => await Channel.ExitCodeAsync(
        "Crypto.Cli", ["restore", backup, "--data", Path.Combine(_apart.Folder, "restored"), "--rehearse", "--fingerprint", fingerprint, "--shares", .. _apart.Shares.Take(2)]) == 0;

    public async Task DeactivateAsync(string account, string display)
    {
        await _people.OpenAsync();
        await _people.DeactivateAsync(account, display);
    }

    public Task<string> PosterAsync() => _people.PosterAsync();

    public Task PosterOnPaperAsync(Look look) => _people.PosterOnPaperAsync(look);

    /// <summary>What the machine apart holds and nobody may bring to the channel: the shares, and the root file.</summary>
    public IReadOnlyList<string> KeptApart => _apart.Kept;

    public async Task<OfficerPage> SignInAsync(string account)
    {
        var officer = await OfficerPage.OpenAsync(Browser, Channel.Casework);
        await officer.SignInAsync(account, Passphrases[account]);
        return officer;
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Channel.DisposeAsync();
        _apart.Dispose();
    }

    [GeneratedRegex("([0-9A-HJKMNP-TV-Z]{4}[- ]){6}[0-9A-HJKMNP-TV-Z]{4}")]
    private static partial Regex SetUpCode();
}
