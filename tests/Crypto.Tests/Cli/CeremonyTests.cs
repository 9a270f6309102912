using System.CommandLine;
using IntegrityChannel.Crypto.Cli;
using IntegrityChannel.Crypto.Cli.Ceremony;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Sharing;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Tests.Cli;

public sealed class CeremonyTests : IDisposable
{
    private const string Intake = "http://localhost:18080";
    private const string NewIntake = "http://localhost:19000";
    private const string Casework = "http://localhost:18081";
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("ceremony-").FullName;
    private readonly StringWriter errors = new();

    public void Dispose()
    {
        errors.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_demonstration_has_everything_that_the_hosts_start_from()
    {
        Assert.Equal(ExitCode.Done, Run("--day", "2026-03-02", "--memory-mib", "64", "--origin", Intake, "--origin", Casework));
        var directory = ReadDirectory();
        var day = CivilDay.From(new DateOnly(2026, 3, 2));
        Assert.Equal([Intake, Casework], directory.Content.Origins);
        Assert.Equal((day, "Europe/Brussels", (byte)2), (directory.Content.Issued, directory.Content.Zone, directory.Content.Quorum));
        var document = DirectoryDocument.Encode(day, directory.Bytes.Span, Statements("*.sick"), Statements("*.sicf"));
        var accepted = Assert.IsType<DirectoryVerdict.Accepted>(DirectoryVerification.Verify(document, new DirectoryExpectation { DeviceDay = day }));
        Assert.Equal(DirectoryWarnings.None, accepted.Warnings);
        Assert.All(accepted.InUse.Officers, officer => Assert.NotNull(officer.Key));
        Assert.Contains(directory.Fingerprint, Read("demo/poster.txt"), StringComparison.Ordinal);
        Assert.Equal("demonstration\n", Read("organisation/demonstration"));
    }

    [Fact]
    public void Every_account_opens_with_the_passphrase_on_the_sheet_and_holds_the_certified_key()
    {
        Run("--day", "2026-03-02", "--memory-mib", "64");
        var lines = Read("demo/officers.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["verantwoordelijke", "plaatsvervanger", "vertrouwenspersoon", "beheerder"], lines.Where(line => line.StartsWith("name: ", StringComparison.Ordinal)).Select(line => line[6..]));
        foreach (var (name, passphrase) in lines.Chunk(2).Select(pair => (pair[0][6..], pair[1]["passphrase: ".Length..])))
        {
            Assert.True(Enrolment.TryParse(File.ReadAllBytes(Path.Combine(folder, "organisation", $"{name}.sice")), out var file, out _));
            using var vault = VaultOpening.Open(SealedVault.Of(file), Passphrase.Encode(passphrase), out var failure);
            Assert.Equal(FailureClass.None, failure);
            Assert.Equal(name == "beheerder" ? OfficerRole.Administrator : ReadDirectory().FindOfficer(file.OfficerId)!.Role, file.Role);
            Assert.Equal(name == "beheerder" ? 0 : 1, vault!.KemKeys.Count);
        }
    }

    [Fact]
    public void Root_file_and_shares_give_back_the_keys_that_the_directory_names()
    {
        Run("--day", "2026-03-02", "--memory-mib", "64");
        var passphrase = Read("demo/root-passphrase.txt").Split('\n')[1]["passphrase: ".Length..];
        using var root = RootFile.Open(File.ReadAllBytes(Path.Combine(folder, "demo", "root.key")), Passphrase.Encode(passphrase), out _);
        Assert.Equal(ReadDirectory().Content.RootKey, root!.PublicKey);
        var shares = new List<Share>();
        foreach (var name in (string[])["share-3.txt", "share-1.txt"])
        {
            Assert.Equal(FailureClass.None, ShareText.TryRead(Read($"demo/{name}").Trim(), out var share));
            shares.Add(share!);
        }

        Assert.Equal(FailureClass.None, SecretSharing.TryRecombine(shares, out var seed));
        using var recovery = RecoveryKey.FromSeed(seed!.Span);
        Assert.Equal(ReadDirectory().RecoveryKeyId, recovery.KeyId);
    }

    [Fact]
    public void An_organisation_is_never_replaced()
    {
        Assert.Equal(ExitCode.Done, Run("--day", "2026-03-02", "--memory-mib", "64"));
        var before = File.ReadAllBytes(Path.Combine(folder, "organisation", "directory.sicd"));
        Assert.Equal(ExitCode.Refused, Run("--day", "2026-03-02", "--memory-mib", "64"));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(folder, "organisation", "directory.sicd")));
    }

    [Theory]
    [InlineData("--memory-mib", "63")]
    [InlineData("--memory-mib", "1025")]
    [InlineData("--day", "2 maart")]
    [InlineData("--origin", "localhost:8080")]
    [InlineData("--origin", "http://localhost:8080/")]
    public void What_cannot_be_meant_is_refused_before_anything_is_written(string option, string value)
    {
        Assert.Equal(ExitCode.Usage, Run(option, value));
        Assert.Empty(System.IO.Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void Key_files_are_readable_by_their_owner_only()
    {
        Run("--day", "2026-03-02", "--memory-mib", "64");
        foreach (var file in System.IO.Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            Assert.True(!OperatingSystem.IsWindows() && File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
        }
    }

    [Fact]
    public void Other_addresses_get_a_new_directory_on_which_everything_made_before_still_counts_without_a_warning()
    {
        Run("--day", "2026-03-02", "--memory-mib", "64");
        var before = ReadDirectory();

        Assert.Equal(ExitCode.Done, RunOrigins("--day", "2026-06-10", "--origin", NewIntake, "--origin", Casework));

        var after = ReadDirectory("directory-2.sicd");
        Assert.Equal([NewIntake, Casework], after.Content.Origins);
        Assert.Equal(2u, after.Sequence);
        Assert.Equal(before.Fingerprint, after.Fingerprint);
        var same = before.Content with { Sequence = 2, PreviousHash = before.Hash, Issued = after.Content.Issued, Origins = after.Content.Origins };
        Assert.Equal(UnsignedBytes(same), after.Bytes.Span[..^64].ToArray());
        Assert.Equal(1u, after.Content.AcceptFrom);
        Assert.Equal(FailureClass.None, ReadChain(before, after));
        Assert.Contains(NewIntake, Read("demo/poster.txt"), StringComparison.Ordinal);
        Assert.Equal(DirectoryWarnings.None, WarningsAfter(after, days: 14));
        Assert.Equal(DirectoryWarnings.Freshness, WarningsAfter(after, days: 15));
    }

    [Fact]
    public void Addresses_that_are_right_already_change_nothing()
    {
        Run("--day", "2026-03-02", "--memory-mib", "64", "--origin", Intake, "--origin", Casework);

        Assert.Equal(ExitCode.Done, RunOrigins("--day", "2026-06-10", "--origin", Intake, "--origin", Casework));
        Assert.Single(System.IO.Directory.GetFiles(Path.Combine(folder, "organisation"), "*.sicd"));

        RunOrigins("--day", "2026-06-10", "--origin", NewIntake, "--origin", Casework);
        RunOrigins("--day", "2026-06-11", "--origin", NewIntake, "--origin", Casework);
        RunOrigins("--day", "2026-06-12", "--origin", Intake, "--origin", Casework);
        Assert.Equal(["directory-2.sicd", "directory-3.sicd", "directory.sicd"], System.IO.Directory.GetFiles(Path.Combine(folder, "organisation"), "*.sicd").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_a_demonstration_with_its_own_root_gets_other_addresses()
    {
        Assert.Equal(ExitCode.Refused, RunOrigins("--origin", NewIntake));
        Run("--day", "2026-03-02", "--memory-mib", "64");
        Assert.Equal(ExitCode.Usage, RunOrigins("--origin", "localhost:9000"));
        Assert.Equal(ExitCode.Refused, RunOrigins("--day", "2027-06-10", "--origin", NewIntake));
        File.WriteAllText(Path.Combine(folder, "demo", "root-passphrase.txt"), "name: root.key\npassphrase: een ander woord\n");
        Assert.Equal(ExitCode.Refused, RunOrigins("--day", "2026-03-03", "--origin", NewIntake));
        System.IO.Directory.Delete(Path.Combine(folder, "demo"), recursive: true);
        Assert.Equal(ExitCode.Refused, RunOrigins("--day", "2026-03-03", "--origin", NewIntake));
        Assert.Single(System.IO.Directory.GetFiles(Path.Combine(folder, "organisation"), "*.sicd"));
    }

    private int RunOrigins(params string[] options) => Invoke("origins", options);

    private int Run(params string[] options) => Invoke("demo", options);

    private DirectoryWarnings WarningsAfter(Protocol.Trust.Directory directory, int days)
    {
        var day = directory.Content.Issued.AddDays(days);
        var document = DirectoryDocument.Encode(day, directory.Bytes.Span, Statements("*.sick"), Statements("*.sicf"));
        return Assert.IsType<DirectoryVerdict.Accepted>(DirectoryVerification.Verify(document, new DirectoryExpectation { DeviceDay = day })).Warnings;
    }

    private byte[] UnsignedBytes(DirectoryContent content)
    {
        using var passphrase = DemoSignIns.ReadFirst(File.ReadAllBytes(Path.Combine(folder, "demo", "root-passphrase.txt")));
        using var root = RootFile.Open(File.ReadAllBytes(Path.Combine(folder, "demo", "root.key")), passphrase!, out _);
        return content.Sign(root!)[..^64];
    }

    private static FailureClass ReadChain(params Protocol.Trust.Directory[] directories)
    {
        var chain = new DirectoryChain([.. directories.Select(directory => new ChainEntry(ChainEntryKind.Directory, directory.Bytes))]);
        _ = DirectoryHistory.TryVerify(chain, out _, out var failure);
        return failure;
    }

    private int Invoke(string command, string[] options) => new RootCommand { CeremonyCommand.Create() }
        .Parse(["ceremony", command, "--data", folder, .. options])
        .Invoke(new InvocationConfiguration { Output = TextWriter.Null, Error = errors });

    private Protocol.Trust.Directory ReadDirectory(string name = "directory.sicd")
    {
        Assert.True(UntrustedDirectory.TryParse(File.ReadAllBytes(Path.Combine(folder, "organisation", name)), out var untrusted, out _));
        Assert.True(untrusted.VerifyFirstRoot(out var directory, out _));
        return directory;
    }

    private ReadOnlyMemory<byte>[] Statements(string pattern) =>
        [.. System.IO.Directory.GetFiles(Path.Combine(folder, "organisation"), pattern).Select(file => new ReadOnlyMemory<byte>(File.ReadAllBytes(file)))];

    private string Read(string file) => File.ReadAllText(Path.Combine(folder, file));
}
