using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Journeys.Channel;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>The machine without network: what lies on it never lies in the channel's folders, and the scan at the end proves it.</summary>
internal sealed class MachineApart(ChannelUnderTest channel) : IDisposable
{
    private readonly List<string> _roots = [];
    private string? _previous;
    private int _signed;

    public string Folder { get; } = Directory.CreateTempSubdirectory("integrity-apart-").FullName;

    public string PublicFile => Path.Combine(Ceremony, "public.txt");

    /// <summary>Of every root there was.</summary>
    public IReadOnlyList<string> Passphrases => [.. _roots.Select(root => File.ReadAllText(PassphraseOf(root)).Trim())];

    public IReadOnlyList<string> Shares => [.. Directory.EnumerateFiles(Ceremony, "share.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Kept => [.. Shares.Select(file => File.ReadAllText(file).Trim()), .. _roots.Select(root => Convert.ToHexStringLower(File.ReadAllBytes(FileOf(root))[^32..]))];

    private string Ceremony => Path.Combine(Folder, "ceremony");

    public async Task MakeRootAsync()
    {
        await channel.RunAsync("Crypto.Cli", "ceremony", "root", "--out", Ceremony, "--memory-mib", "64", "--passphrase-to-file");
        _roots.Add(Ceremony);
    }

    /// <summary>Signs the request. The characters that the new officers read aloud must stand on this machine's screen.</summary>
    public async Task<string> SignAsync(string request, IReadOnlyList<string> readAloud)
    {
        var target = Path.Combine(Folder, $"directory-{++_signed}.txt");
        await channel.RunAsync("Crypto.Cli", ["ceremony", "directory", .. RootInForce, "--request", request, "--out", target, "--yes", .. Previous]);
        Assert.All(readAloud, characters => Assert.Contains(characters, channel.ConsoleOf("beside-Crypto.Cli"), StringComparison.Ordinal));
        return _previous = target;
    }

    /// <summary>Makes another root, and the step to it that both roots sign.</summary>
    public async Task<string> ChangeRootAsync(string request)
    {
        var target = Path.Combine(Folder, "root-2");
        await channel.RunAsync("Crypto.Cli", ["ceremony", "root-change", .. RootInForce, "--request", request, "--out", target, "--memory-mib", "64", "--passphrase-to-file", "--yes", .. Previous]);
        _roots.Add(target);
        return _previous = Path.Combine(target, "root-change.txt");
    }

    /// <summary>The same step as somebody writes it who has the new root only.</summary>
    public string SignedByOneRootOnly(string step)
    {
        var text = File.ReadAllText(step);
        var found = PemEncoding.Find(text);
        Assert.True(ChainStep.TryParse(Convert.FromBase64String(text[found.Base64Data]), out var honest, out _));
        var change = honest.Change!.Bytes.ToArray();
        change[^128] ^= 1;
        var target = Path.Combine(Folder, "one-root.txt");
        File.WriteAllText(target, PemEncoding.WriteString(text[found.Label], ChainStep.Encode(change, honest.Directory.Bytes)) + "\n");
        return target;
    }

    /// <summary>Makes a root that is to take the place of a lost one; its folder.</summary>
    public async Task<string> ProposeRootAsync(string request)
    {
        var target = Path.Combine(Folder, "root-3");
        await channel.RunAsync("Crypto.Cli", ["ceremony", "root-lost", "propose", "--request", request, "--out", target, "--memory-mib", "64", "--passphrase-to-file", "--yes", .. Previous]);
        _roots.Add(target);
        return target;
    }

    /// <summary>An officer signs with the command line, once a wrong fingerprint of the new root was refused.</summary>
    public async Task<string> HaveSignedAsync(string account, string passphrase, string fingerprint, string proposed)
    {
        var (sheet, target) = (Path.Combine(Folder, $"{account}-passphrase.txt"), Path.Combine(Folder, $"{account}-signature.txt"));
        await File.WriteAllTextAsync(sheet, passphrase + "\n", TestContext.Current.CancellationToken);
        string[] sign =
        [
            "officer", "--server", channel.Casework.GetLeftPart(UriPartial.Authority), "--fingerprint", fingerprint, "--name", account, "--passphrase-file", sheet,
            "sign-root", "--proposal", Path.Combine(proposed, "proposal.txt"), "--out", target, "--new-fingerprint",
        ];
        Assert.Equal(4, await channel.ExitCodeAsync("Crypto.Cli", [.. sign, fingerprint]));
        await channel.RunAsync("Crypto.Cli", [.. sign, FingerprintOf(proposed)]);
        return target;
    }

    /// <summary>Joins the signatures; null where the command refuses, since somebody is missing.</summary>
    public async Task<string?> FinishRootAsync(string request, IReadOnlyList<string> signatures)
    {
        var (root, target) = (_roots[^1], Path.Combine(Folder, "root-lost.txt"));
        if (signatures.Count == 0)
        {
            return null;
        }

        var code = await channel.ExitCodeAsync(
            "Crypto.Cli",
            [
                "ceremony", "root-lost", "finish", .. RootInForce, "--request", request, "--proposal", Path.Combine(root, "proposal.txt"), "--signatures", .. signatures,
                "--out", target, "--yes", .. Previous,
            ]);
        return code == 0 ? _previous = target : null;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string[] RootInForce => ["--root", FileOf(_roots[^1]), "--passphrase-file", PassphraseOf(_roots[^1])];

    private string[] Previous => _previous is null ? [] : ["--previous", _previous];

    private static string FileOf(string root) => Path.Combine(root, "safe-1", "root.key");

    private static string PassphraseOf(string root) => Path.Combine(root, "passphrase.txt");

    // The public key stands in the clear head of a root file: "sicS" suite u16 root_pk[32].
    private static string FingerprintOf(string root) => RootFingerprint.Of(File.ReadAllBytes(FileOf(root)).AsSpan(6, 32));
}
