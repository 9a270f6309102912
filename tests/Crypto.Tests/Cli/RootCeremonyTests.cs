using System.CommandLine;
using IntegrityChannel.Crypto.Cli;
using IntegrityChannel.Crypto.Cli.Ceremony;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Sharing;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Tests.Cli;

public sealed class RootCeremonyTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("root-").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    private string Out => Path.Combine(folder, "out");

    public void Dispose()
    {
        output.Dispose();
        errors.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Both_root_files_open_and_every_two_of_three_shares_give_the_key_of_the_public_file()
    {
        Assert.Equal(ExitCode.Done, Run("--memory-mib", "64", "--passphrase-to-file"));
        var genesis = ReadPublic();
        using var passphrase = Passphrase.Encode(Read("passphrase.txt").Trim());
        foreach (var safe in (string[])["safe-1", "safe-2"])
        {
            using var root = RootFile.Read(Path.Combine(Out, safe, "root.key"), passphrase, out _);
            Assert.Equal(genesis.RootKey, root!.PublicKey);
        }

        foreach (var pair in ((int, int)[])[(1, 2), (1, 3), (2, 3)])
        {
            using var seed = Recombine(pair.Item1, pair.Item2);
            using var recovery = RecoveryKey.FromSeed(seed!.Span);
            Assert.Equal(genesis.RecoveryKey.ToArray(), recovery.PublicKey.ToArray());
        }

        Assert.Null(Recombine(2));
        Assert.Contains(genesis.Fingerprint, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rehearsal_makes_and_tries_everything_and_leaves_one_file_that_nobody_takes()
    {
        Assert.Equal(ExitCode.Done, Run("--memory-mib", "64", "--passphrase-to-file", "--rehearse"));

        Assert.Equal("public.txt", Path.GetFileName(Assert.Single(System.IO.Directory.GetFiles(Out, "*", SearchOption.AllDirectories))));
        Assert.Null(CarriedFile.Read(Path.Combine(Out, "public.txt"), CarriedFile.Root, Genesis.Size));
        var bytes = CarriedFile.Read(Path.Combine(Out, "public.txt"), CarriedFile.Rehearsal, Genesis.Size);
        Assert.False(Genesis.TryVerify(bytes, out _, out var failure));
        Assert.Equal(FailureClass.UnknownSuite, failure);
        Assert.Contains("REHEARSAL", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_but_the_public_file_is_for_other_eyes_and_no_secret_is_in_it()
    {
        Run("--memory-mib", "64", "--passphrase-to-file");
        Assert.All(System.IO.Directory.GetFiles(Out, "*", SearchOption.AllDirectories), file =>
            Assert.True(!OperatingSystem.IsWindows() && File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), file));
        Assert.Equal(Genesis.Size, CarriedFile.Read(Path.Combine(Out, "public.txt"), CarriedFile.Root, Genesis.Size)!.Length);
        Assert.DoesNotContain(Read("passphrase.txt").Trim(), output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_passphrase_that_was_noted_wrongly_makes_no_root()
    {
        var plan = new RootCeremonyCommand.Plan(Out, 2, 3, 64, PassphraseToFile: false);
        using var wrong = new StringReader("een heel ander zinnetje\n");
        Assert.Equal(ExitCode.Refused, RootCeremonyCommand.Run(plan, Console(), wrong));
        Assert.Empty(System.IO.Directory.GetFileSystemEntries(Out));

        using var right = new EchoReader(output);
        Assert.Equal(ExitCode.Done, RootCeremonyCommand.Run(plan, Console(), right));
        using var passphrase = Passphrase.Encode(right.Shown);
        using var root = RootFile.Read(Path.Combine(Out, "safe-2", "root.key"), passphrase, out _);
        Assert.Equal(ReadPublic().RootKey, root!.PublicKey);
    }

    [Fact]
    public void A_ceremony_overwrites_nothing()
    {
        System.IO.Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "public.txt"), "from an earlier ceremony");
        Assert.Equal(ExitCode.Refused, Run("--memory-mib", "64", "--passphrase-to-file"));
        Assert.Single(System.IO.Directory.GetFileSystemEntries(Out));
    }

    [Theory]
    [InlineData("--needed", "1")]
    [InlineData("--needed", "4")]
    [InlineData("--shares", "11")]
    [InlineData("--memory-mib", "63")]
    public void What_would_protect_too_little_is_refused(string option, string value)
    {
        Assert.Equal(ExitCode.Usage, Run("--passphrase-to-file", option, value));
        Assert.False(System.IO.Directory.Exists(Out));
    }

    [Fact]
    public void The_public_half_verifies_only_as_it_was_made()
    {
        Run("--memory-mib", "64", "--passphrase-to-file");
        var bytes = ReadPublic().Bytes.ToArray();
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 1;
            Assert.False(Genesis.TryVerify(bytes, out _, out var failure), $"byte {at}");
            Assert.NotEqual(FailureClass.None, failure);
            bytes[at] ^= 1;
        }
    }

    private int Run(params string[] options) => new RootCommand { CeremonyCommand.Create() }.Parse(["ceremony", "root", "--out", Out, .. options]).Invoke(Console());

    private InvocationConfiguration Console() => new() { Output = output, Error = errors };

    private Genesis ReadPublic()
    {
        Assert.True(Genesis.TryVerify(CarriedFile.Read(Path.Combine(Out, "public.txt"), CarriedFile.Root, Genesis.Size), out var genesis, out _));
        return genesis;
    }

    private Secret? Recombine(params int[] holders)
    {
        var shares = holders.Select(holder =>
        {
            Assert.Equal(FailureClass.None, ShareText.TryRead(Read($"holder-{holder}/share.txt").Trim(), out var share));
            return share!;
        }).ToList();
        SecretSharing.TryRecombine(shares, out var seed);
        return seed;
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(Out, file));

    /// <summary>Somebody who types back what the screen shows.</summary>
    private sealed class EchoReader(StringWriter screen) : TextReader
    {
        internal string Shown { get; private set; } = "";

        public override string? ReadLine()
        {
            var lines = screen.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return Shown = lines[^2].Trim();
        }
    }
}
