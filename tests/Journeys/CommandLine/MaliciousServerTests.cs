using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Testing;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Journeys.CommandLine;

/// <summary>A server that shows something else than what was written, or other keys than those of the poster: every client command notices and ends with 4.</summary>
[Collection(OneRelayedChannel.Name)]
[Trait("lane", "full")]
public sealed class MaliciousServerTests(RelayedChannel channel) : IDisposable
{
    private const int NotVerified = 4;
    private static readonly uint Today = CivilDay.From(new DateOnly(2026, 3, 2)).Value;

    public void Dispose() => channel.IntakeRelay.Tamper = channel.CaseworkRelay.Tamper = null;

    [Fact(Timeout = Patience.Journey)]
    public async Task Keys_of_another_root_are_refused_before_a_code_is_shown()
    {
        using var other = new SampleOrganisation("another", issued: Today);
        var document = DirectoryDocument.Encode(
            new CivilDay(Today), other.Directory.Bytes.Span, [.. other.Officers.Select(officer => (ReadOnlyMemory<byte>)other.Certificate(officer))],
            [.. other.Officers.Select(officer => (ReadOnlyMemory<byte>)other.Freshness(officer, Today))]);
        var chain = new DirectoryChain([new ChainEntry(ChainEntryKind.Directory, other.Directory.Bytes)]).Encode();
        channel.IntakeRelay.Tamper = channel.CaseworkRelay.Tamper = (path, _, body) => path switch { "/d" => document, "/d/chain" => chain, _ => body };

        var report = await channel.ReportAsync("Niet voor vreemden.");
        Assert.Equal(NotVerified, report.Code);
        Assert.Empty(report.Output);
        Assert.Equal(NotVerified, (await channel.OfficerAsync("list")).Code);
    }

    /// <summary>The control of every test here: the same relay, with hands off.</summary>
    [Fact(Timeout = Patience.Journey)]
    public async Task A_server_that_changes_nothing_would_not_be_accused()
    {
        channel.IntakeRelay.Tamper = channel.CaseworkRelay.Tamper = (_, _, body) => body;
        var report = await channel.ReportAsync("Gewoon een melding.");
        Assert.True(report.Code == 0, report.Error);
        Assert.Equal(0, (await channel.MailboxAsync(channel.Note(report.Output))).Code);
        Assert.Equal(0, (await channel.OfficerAsync("list")).Code);
    }

    [Theory(Timeout = Patience.Journey)]
    [InlineData("/d")]
    [InlineData("/d/chain")]
    public async Task A_changed_list_of_keys_is_refused(string document)
    {
        channel.IntakeRelay.Tamper = (path, _, body) => path == document ? Flip(body, body.Length - 40) : body;
        Assert.Equal(NotVerified, (await channel.ReportAsync("Niets.")).Code);
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task The_keys_of_one_host_behind_the_chain_of_another_organisation_are_refused()
    {
        using var other = new SampleOrganisation("another", issued: Today);
        var chain = new DirectoryChain([new ChainEntry(ChainEntryKind.Directory, other.Directory.Bytes)]).Encode();
        channel.IntakeRelay.Tamper = (path, _, body) => path == "/d/chain" ? chain : body;
        Assert.Equal(NotVerified, (await channel.ReportAsync("Niets.")).Code);
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task A_replayed_receipt_proves_nothing()
    {
        byte[]? first = null;
        channel.IntakeRelay.Tamper = (path, _, body) => path == "/r/put" ? first ??= body : body;
        Assert.Equal(0, (await channel.ReportAsync("De eerste.")).Code);
        var second = await channel.ReportAsync("De tweede.");
        Assert.Equal(NotVerified, second.Code);
        Assert.DoesNotContain("receipt:", second.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task A_changed_or_withheld_object_is_noticed_by_both_sides()
    {
        var code = channel.Note((await channel.ReportAsync("Voor twee lezers.")).Output);
        var number = await channel.CaseOfLastReportAsync();
        Assert.Equal(0, (await channel.OfficerAsync("reply", number, "--text", channel.Note("Eerste antwoord."))).Code);
        Assert.Equal(0, (await channel.OfficerAsync("reply", number, "--text", channel.Note("Tweede antwoord."))).Code);
        Assert.Equal(0, (await channel.MailboxAsync(code)).Code);

        channel.IntakeRelay.Tamper = (path, _, body) => path == "/r/open" ? Framed(body, list => Flip(list, list.Length - 200)) : body;
        var changed = await channel.MailboxAsync(code);
        Assert.Equal(NotVerified, changed.Code);
        Assert.Contains("wrong-signature", changed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Tweede antwoord", changed.Output, StringComparison.Ordinal);

        channel.IntakeRelay.Tamper = (path, _, body) => path == "/r/open" ? Framed(body, list => Without(list, ObjectKind.Reply, 0)) : body;
        Assert.Equal(NotVerified, (await channel.MailboxAsync(code)).Code);

        channel.CaseworkRelay.Tamper = (path, _, body) => IsCase(path) ? Flip(body, body.Length - 200) : body;
        Assert.Equal(NotVerified, (await channel.OfficerAsync("show", number)).Code);

        // The vault remembers what was read, so that a missing last object is noticed too.
        channel.CaseworkRelay.Tamper = (path, _, body) => IsCase(path) ? Without(body, ObjectKind.Reply, 1) : body;
        Assert.Equal(NotVerified, (await channel.OfficerAsync("show", number)).Code);
        Assert.Equal(NotVerified, (await channel.OfficerAsync("reply", number, "--text", channel.Note("Derde."))).Code);
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task A_changed_or_withheld_part_leaves_no_file_on_either_side()
    {
        var (evidence, letter) = (channel.Noise("bewijs.jpg", 1_200_000), channel.Noise("brief.pdf", 70_000));
        var code = channel.Note((await channel.ReportAsync("Met een foto.", "--attach", evidence)).Output);
        var number = await channel.CaseOfLastReportAsync();
        Assert.Equal(0, (await channel.OfficerAsync("reply", number, "--text", channel.Note("Met een brief."), "--attach", letter)).Code);

        Tampering[] faults = [(path, _, body) => IsPart(path) ? Flip(body, 40_000) : body, (path, _, body) => IsPart(path) ? body[..4] : body];
        foreach (var fault in faults)
        {
            channel.IntakeRelay.Tamper = channel.CaseworkRelay.Tamper = fault;
            await LeavesNothingAsync(folder => channel.OfficerAsync("show", number, "--files", folder), "Met een foto.");
            await LeavesNothingAsync(folder => channel.MailboxAsync(code, "--files", folder), "Met een brief.");
        }

        // The control: an honest relay, and everything is saved.
        channel.IntakeRelay.Tamper = channel.CaseworkRelay.Tamper = null;
        var saved = Path.Combine(channel.Scratch, "honest");
        Assert.Equal(0, (await channel.OfficerAsync("show", number, "--files", saved)).Code);
        Assert.Equal(2, Directory.GetFiles(saved).Length);
    }

    private async Task LeavesNothingAsync(Func<string, Task<CommandAnswer>> command, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(channel.Scratch, $"files-{Guid.CreateVersion7():N}")).FullName;
        var answer = await command(folder);
        Assert.Equal(NotVerified, answer.Code);
        Assert.Contains(text, answer.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    private static bool IsPart(string path) => path == "/r/read" || path.Contains("/containers/", StringComparison.Ordinal);

    [Fact(Timeout = Patience.Journey)]
    public async Task An_older_vault_is_noticed_with_a_state_file()
    {
        var state = Path.Combine(channel.Scratch, "state");
        byte[]? old = null;
        channel.CaseworkRelay.Tamper = (path, session, body) => path == "/o/vault" && session && body.Length > 0 ? old ??= body : body;
        Assert.Equal(0, (await channel.OfficerAsync("list", "--state", state)).Code);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(state) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        channel.CaseworkRelay.Tamper = null;
        var pin = JsonNode.Parse(await File.ReadAllTextAsync(state, TestContext.Current.CancellationToken))!;
        pin["version"] = pin["version"]!.GetValue<ulong>() + 1;
        await File.WriteAllTextAsync(state, pin.ToJsonString(), TestContext.Current.CancellationToken);

        var answer = await channel.OfficerAsync("list", "--state", state);
        Assert.Equal(NotVerified, answer.Code);
        Assert.Empty(answer.Output);
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task Weak_protection_of_the_passphrase_is_refused_before_anything_is_derived()
    {
        channel.CaseworkRelay.Tamper = (path, _, body) => path == "/o/hello" ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("65536", "8", StringComparison.Ordinal)) : body;
        Assert.Equal(NotVerified, (await channel.OfficerAsync("list")).Code);
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task What_is_no_host_at_all_is_not_believed()
    {
        channel.IntakeRelay.Tamper = (_, _, _) => "<html>proxy</html>"u8.ToArray();
        Assert.Equal(NotVerified, (await channel.ReportAsync("Niets.")).Code);
        channel.CaseworkRelay.Tamper = (path, _, body) => path == "/o/hello" ? "[]"u8.ToArray() : body;
        Assert.Equal(NotVerified, (await channel.OfficerAsync("list")).Code);
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task A_receipt_that_was_changed_or_belongs_to_another_organisation_is_refused()
    {
        var sent = await channel.ReportAsync("Met bewijs.", "--json");
        var receipt = sent.Json(1).GetProperty("receipt").GetString()!;
        var chain = Path.Combine(channel.Scratch, "chain");
        using var client = new HttpClient();
        await File.WriteAllBytesAsync(chain, await client.GetByteArrayAsync(new Uri(channel.Intake, "/d/chain"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Equal(0, (await VerifyAsync(receipt, chain, channel.Fingerprint)).Code);
        Assert.Equal(NotVerified, (await VerifyAsync(receipt[..60] + (receipt[60] == 'A' ? 'B' : 'A') + receipt[61..], chain, channel.Fingerprint)).Code);
        Assert.Equal(NotVerified, (await VerifyAsync(receipt, chain, "0000-0000-0000-0000-0000")).Code);
        Assert.Equal(2, (await VerifyAsync("geen bewijs", chain, channel.Fingerprint)).Code);
    }

    private Task<CommandAnswer> VerifyAsync(string receipt, string chain, string fingerprint) =>
        channel.RunAsync("receipt", "verify", "--receipt", channel.Note(receipt), "--directory", chain, "--fingerprint", fingerprint);

    private static bool IsCase(string path) => path.StartsWith("/o/cases/", StringComparison.Ordinal);

    private static byte[] Flip(byte[] bytes, int at)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] ^= 1;
        return changed;
    }

    /// <summary>u32 n ‖ list[n] ‖ noise, with another list.</summary>
    private static byte[] Framed(byte[] answer, Func<byte[], byte[]> change)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(answer);
        var list = change(answer[4..(4 + length)]);
        var changed = (byte[])answer.Clone();
        BinaryPrimitives.WriteInt32BigEndian(changed, list.Length);
        list.CopyTo(changed, 4);
        return changed;
    }

    private static byte[] Without(byte[] list, ObjectKind kind, int index)
    {
        Assert.True(ObjectList.TryParse(list, out var parsed, out var failure), failure.Name());
        var dropped = parsed.Entries.Where(entry => entry.Header.Kind == kind).ElementAt(index);
        return ObjectList.Encode(parsed.Day, parsed.Entries.Where(entry => entry != dropped));
    }
}
