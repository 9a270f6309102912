using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.CommandLine;
using IntegrityChannel.Journeys.Pages;
using IntegrityChannel.Testing;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Journeys.Attacks;

/// <summary>
/// One case behind relays that may turn malicious, with all that the attacks need: a report with a file, two replies of which the first brings a file, a deputy
/// who was removed and whose object the server kept back, a third reply that nobody names; and a second case to replay from.
/// </summary>
public sealed class AttackedChannel : IAsyncLifetime
{
    /// <summary>Whose vault remembers another list of keys afterwards, so that nothing honest can follow.</summary>
    internal const string Deputy = "plaatsvervanger";

    /// <summary>Reads no case.</summary>
    internal const string Confidant = "vertrouwenspersoon";

    internal const string OmitLast = "the last message left out";
    internal const string FirstReply = "Eerste antwoord.";
    internal const string LastReply = "Derde antwoord.";
    private static readonly byte[] Malformed = [0, 8, .. new byte[510]];
    private readonly Dictionary<string, string> passphrases = new(StringComparer.Ordinal);

    internal RelayedChannel Channel { get; } = new();

    internal Browser Browser { get; private set; } = null!;

    /// <summary>File with the code of the case, and the code.</summary>
    internal string CodeFile { get; private set; } = "";

    internal string Code { get; private set; } = "";

    /// <summary>The code of another case. Whoever writes does so there: in this one nothing may name the last reply.</summary>
    internal string CodeElsewhere { get; private set; } = "";

    internal string Number { get; private set; } = "";

    /// <summary>What the deputy had sealed before the removal, and the server shows after it.</summary>
    internal SealedObject KeptBack { get; private set; } = null!;

    /// <summary>An officer's reply in another case.</summary>
    internal SealedObject Elsewhere { get; private set; } = null!;

    /// <summary>A directory that the root signed and that this host never published: what a host shows to one visitor alone, or showed before it went back.</summary>
    internal (byte[] Document, byte[] Chain) OtherDirectory { get; private set; }

    /// <summary>Keys of another root altogether.</summary>
    internal (byte[] Document, byte[] Chain) OtherRoot { get; private set; }

    /// <summary>A new root that takes over by its own signature alone, and its list.</summary>
    internal (byte[] Document, byte[] Chain) RootChangeByOne { get; private set; }

    internal CivilDay Today { get; } = CivilDay.From(new DateOnly(2026, 3, 2));

    internal string Passphrase(string account) => passphrases[account];

    public async ValueTask InitializeAsync()
    {
        Prerequisites.Require();
        await Channel.InitializeAsync();
        Browser = await Browser.StartAsync();
        foreach (var (account, passphrase) in DemoSignIns.Read(Path.Combine(Channel.Data, "demo", "officers.txt")))
        {
            passphrases[account] = passphrase;
        }

        await DialogueAsync();
        OtherDirectory = await SignAnotherDirectoryAsync();
        OtherRoot = MakeAnotherRoot();
        RootChangeByOne = await ForgeRootChangeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        await Channel.DisposeAsync();
    }

    /// <summary>Both relays do nothing any more.</summary>
    internal void BeHonest() => (Channel.IntakeRelay.Tamper, Channel.IntakeRelay.Drop, Channel.CaseworkRelay.Tamper, Channel.CaseworkRelay.Drop) = (null, null, null, null);

    /// <summary>Changes the list of this case, whoever asks for it.</summary>
    internal Tampering OnList(Func<byte[], byte[]> change) => (path, _, body) =>
        path == "/r/open" ? HostileList.Framed(body, change) : path.StartsWith("/o/cases/", StringComparison.Ordinal) && path.Count(sign => sign == '/') == 3 && IsOfThisCase(body) ? change(body) : body;

    /// <summary>Another list of keys with its history.</summary>
    internal static Tampering OnKeys((byte[] Document, byte[] Chain) other) => (path, _, body) => path switch { "/d" => other.Document, "/d/chain" => other.Chain, _ => body };

    /// <summary>The first reply's container, sealed anew with other content under the data key that the reporter gave away.</summary>
    internal async Task<byte[]> OtherContainerAsync()
    {
        byte[] list = [];
        Channel.IntakeRelay.Tamper = (path, _, body) => path == "/r/open" ? KeepList(body, out list) : body;
        Assert.Equal(0, (await Channel.MailboxAsync(CodeFile)).Code);
        BeHonest();
        using var client = new HttpClient();
        Assert.True(DirectoryChain.TryParse(await client.GetByteArrayAsync(new Uri(Channel.Intake, "/d/chain"), TestContext.Current.CancellationToken), out var chain, out _));
        Assert.True(DirectoryHistory.TryVerify(chain, out var history, out _));
        using var code = ((CodeReading.Complete)CodeReader.Read(Code)).Code;
        using var keys = code.DeriveKeys(history.OrganisationId);
        var container = MailboxOpening.Open(list, keys, history, out _)!.Items.SelectMany(item => item.Files).First().Container;
        var plain = new byte[ChunkedEncryption.PlaintextLength(container.Length)!.Value];
        new SeededEntropy("another file").Fill(plain);
        byte[] context = [.. Labels.ContainerContext, .. container.Header.OrganisationId.Span, .. container.Header.ObjectId.Span];
        return ChunkedEncryption.Encrypt(container.Key.Span, context, plain, new SeededEntropy("another salt"));
    }

    private bool IsOfThisCase(byte[] list) => ObjectList.TryParse(list, out var parsed, out _) && parsed.Entries.Any(entry => entry.Header.ReportId == KeptBack.Header.ReportId);

    private async Task DialogueAsync()
    {
        var elsewhere = await Channel.ReportAsync("Een andere zaak.", "--json");
        Assert.True(elsewhere.Code == 0, elsewhere.Error);
        CodeElsewhere = elsewhere.Json().GetProperty("code").GetString()!;
        await DoneAsync("reply", await Channel.CaseOfLastReportAsync(), "--text", Channel.Note("Antwoord in een andere zaak."));
        Elsewhere = LastReplySent();

        var sent = await Channel.ReportAsync("Voor wie de server niet vertrouwt.", "--json", "--attach", Channel.Noise("bewijs.jpg", 5_000));
        Assert.True(sent.Code == 0, sent.Error);
        Code = sent.Json().GetProperty("code").GetString()!;
        CodeFile = Channel.Note(Code);
        Number = await Channel.CaseOfLastReportAsync();
        await DoneAsync("reply", Number, "--text", Channel.Note(FirstReply), "--attach", Channel.Noise("brief.pdf", 5_000));
        await DoneAsync("reply", Number, "--text", Channel.Note("Tweede antwoord."));

        Channel.CaseworkRelay.Drop = path => path == "/o/put";
        Channel.CaseworkRelay.Tamper = (path, _, body) => path == "/o/put" ? Malformed : body;
        Assert.Equal(3, (await Channel.OfficerAsync(Deputy, ["reply", Number, "--text", Channel.Note("Van wie verwijderd wordt.")])).Code);
        KeptBack = LastReplySent();
        BeHonest();
        await RemoveDeputyAsync();
        await DoneAsync("reply", Number, "--text", Channel.Note(LastReply));
        await DoneAsync("show", Number);
    }

    private async Task RemoveDeputyAsync()
    {
        var officer = await OfficerPage.OpenAsync(Browser, Channel.Casework, "en");
        await officer.SignInAsync(RelayedChannel.Responsible, Passphrase(RelayedChannel.Responsible));
        await officer.OpenCaseAsync(Number);
        await officer.RemoveColleagueAsync("Plaatsvervanger");
        await officer.Page.Context.CloseAsync();
    }

    private async Task DoneAsync(params string[] act)
    {
        var answer = await Channel.OfficerAsync(act);
        Assert.True(answer.Code == 0, $"{act[0]}: {answer.Code} {answer.Error}");
    }

    private SealedObject LastReplySent()
    {
        foreach (var body in Enumerable.Reverse(Channel.CaseworkRelay.Sent))
        {
            if (SealedObject.TryParse(body, out var found, out _) && found.Header.Kind is ObjectKind.Reply)
            {
                return found;
            }
        }

        throw new InvalidOperationException("no reply was sent");
    }

    private static byte[] KeepList(byte[] answer, out byte[] list)
    {
        list = HostileList.Unframe(answer);
        return answer;
    }

    /// <summary>The root of the demonstration signs a second directory in a copy of its folder, which no host reads.</summary>
    private async Task<(byte[] Document, byte[] Chain)> SignAnotherDirectoryAsync()
    {
        var copy = Path.Combine(Channel.Scratch, "signed elsewhere");
        foreach (var folder in (string[])["organisation", "demo"])
        {
            var target = Directory.CreateDirectory(Path.Combine(copy, folder)).FullName;
            foreach (var file in Directory.GetFiles(Path.Combine(Channel.Data, folder)))
            {
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
            }
        }

        var signed = await Channel.RunAsync("ceremony", "origins", "--data", copy, "--origin", RelayedChannel.Origin(Channel.Casework), "--origin", RelayedChannel.Origin(Channel.Intake));
        Assert.True(signed.Code == 0, signed.Error);
        var second = await File.ReadAllBytesAsync(Path.Combine(copy, "organisation", "directory-2.sicd"), TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        Assert.True(DirectoryDocument.TryParse(await client.GetByteArrayAsync(new Uri(Channel.Intake, "/d"), TestContext.Current.CancellationToken), out var document, out _));
        Assert.True(DirectoryChain.TryParse(await client.GetByteArrayAsync(new Uri(Channel.Intake, "/d/chain"), TestContext.Current.CancellationToken), out var chain, out _));
        return (
            DirectoryDocument.Encode(document.Day, second, [.. document.Certificates.Select(certificate => certificate.Bytes)], []),
            new DirectoryChain([.. chain.Entries, new ChainEntry(ChainEntryKind.Directory, second)]).Encode());
    }

    private async Task<(byte[] Document, byte[] Chain)> ForgeRootChangeAsync()
    {
        using var client = new HttpClient();
        Assert.True(DirectoryDocument.TryParse(await client.GetByteArrayAsync(new Uri(Channel.Intake, "/d"), TestContext.Current.CancellationToken), out var document, out _));
        Assert.True(DirectoryChain.TryParse(await client.GetByteArrayAsync(new Uri(Channel.Intake, "/d/chain"), TestContext.Current.CancellationToken), out var chain, out _));
        Assert.True(DirectoryHistory.TryVerify(chain, out var history, out _));
        var newest = history.Directories[^1];
        using var thief = RootKey.Create(SystemEntropy.Instance);
        var change = RootChange.Create(newest, thief, thief, Today);
        var next = (newest.Content with { Sequence = newest.Sequence + 1, PreviousHash = newest.Hash, RootKey = thief.PublicKey }).Sign(thief);
        return (
            DirectoryDocument.Encode(document.Day, next, [.. document.Certificates.Select(certificate => certificate.Bytes)], []),
            new DirectoryChain([.. chain.Entries, new ChainEntry(ChainEntryKind.RootChange, change), new ChainEntry(ChainEntryKind.Directory, next)]).Encode());
    }

    private (byte[] Document, byte[] Chain) MakeAnotherRoot()
    {
        // Keys to seal to have to be keys; a page looks.
        Assert.True(DirectoryDocument.TryParse(OtherDirectory.Document, out var keys, out _));
        using var other = new SampleOrganisation("another", issued: Today.Value);
        var document = DirectoryDocument.Encode(
            Today, other.Directory.Bytes.Span,
            [.. other.Officers.Zip(keys.Certificates, (officer, real) => (ReadOnlyMemory<byte>)other.Certificate(officer, publicKey: real.PublicKey.ToArray()))],
            [.. other.Officers.Select(officer => (ReadOnlyMemory<byte>)other.Freshness(officer, Today.Value))]);
        return (document, new DirectoryChain([new ChainEntry(ChainEntryKind.Directory, other.Directory.Bytes)]).Encode());
    }
}

[CollectionDefinition(Name)]
public sealed class OneAttackedChannel : ICollectionFixture<AttackedChannel>
{
    internal const string Name = "one channel under attack";
}
