using System.CommandLine;
using IntegrityChannel.Crypto.Cli;
using IntegrityChannel.Crypto.Cli.Ceremony;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Crypto.Tests.Cli;

public sealed class DirectoryCeremonyTests : IDisposable
{
    private const string Words = "baku steru vini trola kema fizo";
    private static readonly CivilDay Day = CivilDay.From(new DateOnly(2026, 3, 2));

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("directory-").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();
    private readonly RootCeremony root = RootCeremony.Create(2, 3, SystemEntropy.Instance);
    private readonly ChannelKey casework = ChannelKey.Create(SystemEntropy.Instance);
    private readonly ChannelKey intake = ChannelKey.Create(SystemEntropy.Instance);
    private readonly List<OfficerSigningKey> keys = [];

    public DirectoryCeremonyTests()
    {
        using var passphrase = Protocol.Vaults.Passphrase.Encode(Words);
        File.WriteAllBytes(At("root.key"), root.SealRoot(passphrase, Argon2id.TryCreate(64 * 1024, 3)!));
        File.WriteAllText(At("passphrase.txt"), Words + "\n");
    }

    public void Dispose()
    {
        output.Dispose();
        errors.Dispose();
        root.Dispose();
        casework.Dispose();
        intake.Dispose();
        keys.ForEach(key => key.Dispose());
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_first_directory_lists_who_asked_and_shows_each_fingerprint_before_it_is_signed()
    {
        var (responsible, deputy) = (Candidate(OfficerRole.Responsible, "Verantwoordelijke"), Candidate(OfficerRole.Deputy, "Plaatsvervanger"));
        WriteRequest(Wish(candidates: [responsible, deputy]));

        Assert.Equal(ExitCode.Done, Run());

        var directory = ReadDirectory("signed.txt");
        Assert.Equal((1u, Day, "Europe/Brussels", (byte)1), (directory.Sequence, directory.Content.Issued, directory.Content.Zone, directory.Content.Quorum));
        Assert.Equal([responsible.SigningKey, deputy.SigningKey], directory.Officers.Select(officer => officer.SigningKey));
        Assert.All(directory.Officers, officer => Assert.True(officer.DefaultSet));
        Assert.Equal([intake.PublicKey, casework.PublicKey], directory.Content.Channels.Select(channel => channel.PublicKey));
        Assert.Contains(responsible.Fingerprint, output.ToString(), StringComparison.Ordinal);
        Assert.Contains(deputy.Fingerprint, output.ToString(), StringComparison.Ordinal);
        Assert.Contains(directory.Fingerprint, output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", ExitCode.Done)]
    [InlineData("no", ExitCode.Refused)]
    [InlineData("", ExitCode.Refused)]
    public void Only_the_word_yes_signs(string answer, int expected)
    {
        WriteRequest(Wish(candidates: [Candidate(OfficerRole.Responsible, "Verantwoordelijke")]));
        using var input = new StringReader($"{Words}\n{answer}\n");

        var plan = new DirectoryCeremonyCommand.Plan(At("root.key"), null, At("request.txt"), null, At("signed.txt"), null, Yes: false);

        Assert.Equal(expected, DirectoryCeremonyCommand.Run(plan, Console(), input));
        Assert.Equal(expected == ExitCode.Done, File.Exists(At("signed.txt")));
    }

    [Fact]
    public void Later_directories_keep_add_and_drop_officers_and_form_one_chain()
    {
        var first = First(Candidate(OfficerRole.Responsible, "Verantwoordelijke"), Candidate(OfficerRole.Deputy, "Plaatsvervanger"), Candidate(OfficerRole.Confidant, "Vertrouwenspersoon"));
        var newcomer = Candidate(OfficerRole.Deputy, "Nieuwe plaatsvervanger");
        WriteRequest(Wish(first, Day.AddDays(30), staying: [first.Officers[0].Id, first.Officers[2].Id], candidates: [newcomer]));

        Assert.Equal(ExitCode.Done, Run("--previous", At("signed.txt"), "--out", At("second.txt")));

        var second = ReadDirectory("second.txt");
        Assert.Equal((2u, first.Hash, 1u), (second.Sequence, second.Content.PreviousHash, second.Content.AcceptFrom));
        Assert.Equal([first.Officers[0], first.Officers[2]], second.Officers.Take(2));
        Assert.Equal(newcomer.SigningKey, second.Officers[2].SigningKey);
        Assert.Equal(Day, second.Content.Channels[0].From);
        Assert.Contains("LEAVES", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ATTENTION", output.ToString(), StringComparison.Ordinal);
        Assert.True(DirectoryHistory.TryVerify(new DirectoryChain([.. new[] { first, second }.Select(item => new ChainEntry(ChainEntryKind.Directory, item.Bytes))]), out _, out _));
    }

    [Fact]
    public void A_request_signed_by_a_process_key_that_nobody_knows_draws_attention()
    {
        var first = First(Candidate(OfficerRole.Responsible, "Verantwoordelijke"));
        using var stranger = ChannelKey.Create(SystemEntropy.Instance);
        var wish = Wish(first, Day.AddDays(1), staying: [first.Officers[0].Id]) with
        {
            Channels = [new(intake.PublicKey, ChannelUses.Receipts), new(stranger.PublicKey, ChannelUses.Notices)],
        };
        WriteRequest(wish, stranger);

        Assert.Equal(ExitCode.Done, Run("--previous", At("signed.txt"), "--out", At("second.txt")));

        Assert.Contains("ATTENTION", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rehearsal_shows_and_asks_the_same_and_signs_what_nobody_takes()
    {
        var responsible = Candidate(OfficerRole.Responsible, "Verantwoordelijke");
        WriteRequest(Wish(candidates: [responsible]));

        Assert.Equal(ExitCode.Done, Run("--rehearse"));

        Assert.Contains(responsible.Fingerprint, output.ToString(), StringComparison.Ordinal);
        Assert.Contains("REHEARSAL", output.ToString(), StringComparison.Ordinal);
        Assert.Null(CarriedFile.Read(At("signed.txt"), CarriedFile.Directory, UntrustedDirectory.MaximumSize));
        var bytes = CarriedFile.Read(At("signed.txt"), CarriedFile.Rehearsal, UntrustedDirectory.MaximumSize);
        Assert.False(UntrustedDirectory.TryParse(bytes, out _, out var failure));
        Assert.Equal(FailureClass.UnknownSuite, failure);

        // The control: without the option the same steps give what a server takes.
        Assert.Equal(ExitCode.Done, Run("--out", At("real.txt")));
        Assert.Equal(1u, ReadDirectory("real.txt").Sequence);
    }

    [Fact]
    public void A_wrong_passphrase_and_another_root_sign_nothing()
    {
        WriteRequest(Wish(candidates: [Candidate(OfficerRole.Responsible, "Verantwoordelijke")]));
        File.WriteAllText(At("wrong.txt"), "een ander zinnetje\n");
        Assert.Equal(ExitCode.Refused, Run("--passphrase-file", At("wrong.txt")));
        Assert.Contains("passphrase", errors.ToString(), StringComparison.Ordinal);

        using var other = RootCeremony.Create(2, 3, SystemEntropy.Instance);
        using var passphrase = Protocol.Vaults.Passphrase.Encode(Words);
        File.WriteAllBytes(At("root.key"), other.SealRoot(passphrase, Argon2id.TryCreate(64 * 1024, 3)!));
        Assert.Equal(ExitCode.NotVerified, Run());
        Assert.False(File.Exists(At("signed.txt")));
    }

    [Fact]
    public void A_request_with_one_changed_bit_is_refused_wherever_it_is()
    {
        var bytes = DirectoryRequest.Create(Wish(candidates: [Candidate(OfficerRole.Responsible, "Verantwoordelijke")]), casework);
        for (var at = 0; at < bytes.Length; at += 3)
        {
            bytes[at] ^= 1;
            Assert.False(DirectoryRequest.TryVerify(bytes, out _, out _), $"byte {at}");
            bytes[at] ^= 1;
        }

        bytes[700] ^= 1;
        File.WriteAllBytes(At("request.txt"), CarriedFile.Write(CarriedFile.Request, bytes));
        Assert.Equal(ExitCode.NotVerified, Run());
        File.WriteAllText(At("request.txt"), "not a request at all");
        Assert.Equal(ExitCode.NotVerified, Run());
        File.WriteAllBytes(At("request.txt"), CarriedFile.Write(CarriedFile.Directory, bytes));
        Assert.Equal(ExitCode.NotVerified, Run());
    }

    [Fact]
    public void Going_back_in_the_sequence_or_round_the_last_directory_is_refused()
    {
        var officer = Candidate(OfficerRole.Responsible, "Verantwoordelijke");
        var first = First(officer);

        // A first one again, though there is one; the second without the first; the second after a directory that is not the one before.
        WriteRequest(Wish(candidates: [officer]));
        Assert.Equal(ExitCode.NotVerified, Run("--previous", At("signed.txt"), "--out", At("x.txt")));
        WriteRequest(Wish(first, Day, staying: [officer.OfficerId]));
        Assert.Equal(ExitCode.NotVerified, Run("--out", At("x.txt")));
        var fork = (first.Content with { RetentionDays = 1 }).Sign(root.Root);
        File.WriteAllBytes(At("fork.txt"), CarriedFile.Write(CarriedFile.Directory, fork));
        Assert.Equal(ExitCode.NotVerified, Run("--previous", At("fork.txt"), "--out", At("x.txt")));
        Assert.Equal(ExitCode.NotVerified, Run("--previous", At("signed.txt"), "--day", "2026-03-01", "--out", At("x.txt")));
        Assert.False(File.Exists(At("x.txt")));
        Assert.Equal(ExitCode.Done, Run("--previous", At("signed.txt"), "--out", At("x.txt")));
    }

    [Fact]
    public void Nobody_stays_who_was_not_listed_and_nobody_listed_gets_another_key()
    {
        var officer = Candidate(OfficerRole.Responsible, "Verantwoordelijke");
        var first = First(officer);
        WriteRequest(Wish(first, Day, staying: [Protocol.Envelopes.ObjectIds.Create(SystemEntropy.Instance)]));
        Assert.Equal(ExitCode.NotVerified, Run("--previous", At("signed.txt"), "--out", At("x.txt")));

        WriteRequest(Wish(first, Day, candidates: [Candidate(OfficerRole.Responsible, "Verantwoordelijke", officer.OfficerId)]));
        Assert.Equal(ExitCode.NotVerified, Run("--previous", At("signed.txt"), "--out", At("x.txt")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" Verantwoordelijke")]
    [InlineData("Verant\u202ewoordelijke")]
    [InlineData("Verantwoordelijke\n  stays  deputy")]
    public void A_name_that_would_show_as_something_else_is_no_candidate(string display)
    {
        using var key = OfficerSigningKey.Create(SystemEntropy.Instance);
        var bytes = Protocol.Trust.Candidate.Create(key, root.Genesis.OrganisationId, Protocol.Envelopes.ObjectIds.Create(SystemEntropy.Instance), OfficerRole.Deputy, display);
        Assert.False(Protocol.Trust.Candidate.TryVerify(bytes, out _, out var failure));
        Assert.Equal(FailureClass.Malformed, failure);
    }

    private Directory First(params Candidate[] candidates)
    {
        WriteRequest(Wish(candidates: candidates));
        Assert.Equal(ExitCode.Done, Run());
        return ReadDirectory("signed.txt");
    }

    private Candidate Candidate(OfficerRole role, string display, Id16? id = null)
    {
        var key = OfficerSigningKey.Create(SystemEntropy.Instance);
        keys.Add(key);
        var bytes = Protocol.Trust.Candidate.Create(key, root.Genesis.OrganisationId, id ?? Protocol.Envelopes.ObjectIds.Create(SystemEntropy.Instance), role, display);
        Assert.True(Protocol.Trust.Candidate.TryVerify(bytes, out var candidate, out _));
        return candidate;
    }

    private DirectoryWish Wish(Directory? previous = null, CivilDay? day = null, IReadOnlyList<Id16>? staying = null, IReadOnlyList<Candidate>? candidates = null) => new()
    {
        Genesis = root.Genesis,
        Previous = previous,
        Day = day ?? Day,
        Zone = "Europe/Brussels",
        Origins = ["https://meld.zone.example", "https://dossiers.zone.example"],
        Channels = [new(intake.PublicKey, ChannelUses.Receipts), new(casework.PublicKey, ChannelUses.Notices | ChannelUses.Checkpoints)],
        Staying = staying ?? [],
        Candidates = candidates ?? [],
    };

    private void WriteRequest(DirectoryWish wish, ChannelKey? key = null) =>
        File.WriteAllBytes(At("request.txt"), CarriedFile.Write(CarriedFile.Request, DirectoryRequest.Create(wish, key ?? casework)));

    private int Run(params string[] options)
    {
        string[] usual = ["--root", At("root.key"), "--request", At("request.txt"), "--yes"];
        string[] target = options.Contains("--out") ? [] : ["--out", At("signed.txt")];
        string[] passphrase = options.Contains("--passphrase-file") ? [] : ["--passphrase-file", At("passphrase.txt")];
        return new RootCommand { CeremonyCommand.Create() }.Parse(["ceremony", "directory", .. usual, .. target, .. passphrase, .. options]).Invoke(Console());
    }

    private InvocationConfiguration Console() => new() { Output = output, Error = errors };

    private Directory ReadDirectory(string name)
    {
        Assert.True(UntrustedDirectory.TryParse(CarriedFile.Read(At(name), CarriedFile.Directory, UntrustedDirectory.MaximumSize), out var untrusted, out _));
        Assert.True(untrusted.VerifyFirstRoot(out var directory, out _));
        return directory;
    }

    private string At(string name) => Path.Combine(folder, name);
}
