using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.CommandLine;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Journeys.Attacks;

/// <summary>Every attack of the list on the command line, for reporters and for officers.</summary>
[Collection(OneAttackedChannel.Name)]
[Trait("lane", "full")]
public sealed class AttackedCommandTests(AttackedChannel attacked) : IDisposable
{
    private RelayedChannel Channel => attacked.Channel;

    public void Dispose() => attacked.BeHonest();

    [Fact(Timeout = Patience.Journey)]
    public async Task What_a_hostile_server_does_to_a_reporter_at_the_command_line_ends_as_the_list_says()
    {
        var run = new AttackRun("reporter, command");
        async Task TryAsync(string attack, Tampering tamper, Func<Task<CommandAnswer>> act)
        {
            Channel.IntakeRelay.Tamper = tamper;
            run.Saw(attack, await act());
            attacked.BeHonest();
        }

        Task<CommandAnswer> Report() => Channel.ReportAsync("Een melding onder druk.");
        Task<CommandAnswer> Mailbox() => Channel.MailboxAsync(attacked.CodeFile);
        await TryAsync("keys of another root", AttackedChannel.OnKeys(attacked.OtherRoot), Report);
        await TryAsync("a root change that one root alone signed", AttackedChannel.OnKeys(attacked.RootChangeByOne), Report);
        await TryAsync("a key changed in the list", (path, _, body) => path == "/d" ? Flip(body, body.Length - 40) : body, Report);
        await TryAsync("another signed list for one visitor", AttackedChannel.OnKeys(attacked.OtherDirectory), Mailbox);
        await TryAsync("an older list of keys", (_, _, body) => body, Mailbox);
        foreach (var (attack, change) in attacked.OnLists(Id16.Zeros))
        {
            await TryAsync(attack, attacked.OnList(change), Mailbox);
        }

        var other = await attacked.OtherContainerAsync();
        await TryAsync("file of an officer swapped with the reporter's help", attacked.OnParts(other), () => Channel.MailboxAsync(attacked.CodeFile, "--files", NewFolder()));
        byte[]? first = null;
        Channel.IntakeRelay.Tamper = (path, _, body) => path == "/r/put" ? first ??= body : body;
        Assert.Equal(0, (await Report()).Code);
        run.Saw("replay of a receipt", await Report());
        attacked.BeHonest();

        // A command loads no page: whatever the host serves there is never asked for.
        var asked = new List<string>();
        Channel.IntakeRelay.Tamper = (path, _, body) => Noted(asked, path, body);
        Assert.Equal(0, (await Report()).Code);
        run.Note("hostile script under the old page", asked.Any(IsPage) ? "asked for" : AttackRun.Refused, "no page is loaded");
        run.Note("hostile script and page", asked.Any(IsPage) ? "asked for" : AttackRun.Refused, "no page is loaded");
        run.IsAsListed();
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task What_a_hostile_server_does_to_an_officer_at_the_command_line_ends_as_the_list_says()
    {
        var run = new AttackRun("officer, command");
        async Task TryAsync(string attack, Tampering tamper, params string[] act)
        {
            Channel.CaseworkRelay.Tamper = tamper;
            run.Saw(attack, await Channel.OfficerAsync(act));
            attacked.BeHonest();
        }

        await TryAsync("keys of another root", AttackedChannel.OnKeys(attacked.OtherRoot), "list");
        await TryAsync("a root change that one root alone signed", AttackedChannel.OnKeys(attacked.RootChangeByOne), "list");
        await TryAsync("a key changed in the list", (path, _, body) => path == "/d" ? Flip(body, body.Length - 40) : body, "list");
        await TryAsync("another signed list for one visitor", attacked.OtherListForStrangers, "list");
        foreach (var (attack, change) in attacked.OnLists(attacked.Responsible()))
        {
            await TryAsync(attack, attacked.OnList(change), "show", attacked.Number);
        }

        await TryAsync("file of an officer swapped with the reporter's help", attacked.OnParts(await attacked.OtherContainerAsync()), "show", attacked.Number, "--files", NewFolder());
        var state = Path.Combine(Channel.Scratch, "state of the attacked");
        await VaultAsync(run, "an older vault", "--state", state);
        await VaultAsync(run, "an older vault, and nothing that remembers");
        await TryAsync("weak protection of the passphrase", (path, _, body) => path == "/o/hello" ? Weakened(body) : body, "list");

        // Seen once by the deputy, so that the vault pins it; then the host goes back.
        Channel.CaseworkRelay.Tamper = AttackedChannel.OnKeys(attacked.OtherDirectory);
        await Channel.OfficerAsync(AttackedChannel.Deputy, ["list"]);
        attacked.BeHonest();
        run.Saw("an older list of keys", await Channel.OfficerAsync(AttackedChannel.Deputy, ["list"]));

        var asked = new List<string>();
        Channel.CaseworkRelay.Tamper = (path, _, body) => Noted(asked, path, body);
        Assert.Equal(0, (await Channel.OfficerAsync("list")).Code);
        run.Note("hostile script under the old page", asked.Any(IsPage) ? "asked for" : AttackRun.Refused, "no page is loaded");
        run.Note("hostile script and page", asked.Any(IsPage) ? "asked for" : AttackRun.Refused, "no page is loaded");
        run.IsAsListed();
    }

    private async Task VaultAsync(AttackRun run, string attack, params string[] memory)
    {
        byte[]? old = null;
        Channel.CaseworkRelay.Tamper = (path, session, body) => path == "/o/vault" && session && body.Length > 0 ? old ??= body : body;
        Assert.Equal(0, (await Channel.OfficerAsync(["list", .. memory])).Code);
        attacked.BeHonest();

        // A new report, read: the vault grows, and the state file with it.
        Assert.Equal(0, (await Channel.ReportAsync("Nog een.")).Code);
        var number = await Channel.CaseOfLastReportAsync();
        Assert.Equal(0, (await Channel.OfficerAsync(["show", number, .. memory])).Code);
        Channel.CaseworkRelay.Tamper = (path, session, body) => path == "/o/vault" && session && body.Length > 0 ? old! : body;
        run.Saw(attack, await Channel.OfficerAsync(["list", .. memory]));
        attacked.BeHonest();
    }

    private string NewFolder() => Directory.CreateDirectory(Path.Combine(Channel.Scratch, $"files-{Guid.CreateVersion7():N}")).FullName;

    private static byte[] Weakened(byte[] hello) =>
        System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(hello).Replace("65536", "8", StringComparison.Ordinal));

    private static byte[] Noted(List<string> asked, string path, byte[] body)
    {
        lock (asked)
        {
            asked.Add(path);
        }

        return body;
    }

    private static bool IsPage(string path) => path == "/" || path.Length == 3 || path.StartsWith("/assets/", StringComparison.Ordinal);

    private static byte[] Flip(byte[] bytes, int at)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] ^= 1;
        return changed;
    }
}
