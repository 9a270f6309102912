using System.Text;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>
/// The next directory of a demonstration: other origins, everything else as it was, chained to the one before and signed by the root that lies in demo/.
/// What was sealed under the directory before stays welcome (accept_from does not move), certificates stay, and the days without a confirmation are
/// counted from the new issue.
/// </summary>
internal sealed class OriginsCeremony
{
    private readonly string root;
    private readonly Protocol.Trust.Directory newest;

    private OriginsCeremony(string root, Protocol.Trust.Directory newest) => (this.root, this.newest) = (root, newest);

    internal string Zone => newest.Content.Zone;

    private string RootKeyFile => Path.Combine(root, "demo", "root.key");

    private string PassphraseFile => Path.Combine(root, "demo", "root-passphrase.txt");

    /// <summary>Null where there is no demonstration, or where a directory in it does not verify.</summary>
    internal static OriginsCeremony? TryOpen(string root)
    {
        var folder = Path.Combine(root, "organisation");
        if (!Directory.Exists(Path.Combine(root, "demo")) || !Directory.Exists(folder))
        {
            return null;
        }

        var directories = Directory.GetFiles(folder, "*.sicd").Select(Read).ToList();
        return directories.Count > 0 && directories.TrueForAll(directory => directory is not null)
            ? new OriginsCeremony(root, directories.MaxBy(directory => directory!.Sequence)!)
            : null;
    }

    internal bool HasOrigins(IReadOnlyList<string> origins) => newest.Content.Origins.SequenceEqual(origins, StringComparer.Ordinal);

    /// <summary>Signs and writes; null when done, else the refusal in words.</summary>
    internal string? Run(CivilDay day, IReadOnlyList<string> origins)
    {
        var issued = day > newest.Content.Issued ? day : newest.Content.Issued;
        if (issued > newest.Content.Expires)
        {
            return "This demonstration has expired. Move its data folder away; the next start makes a new one.";
        }

        using var rootKey = OpenRoot();
        if (rootKey is null || rootKey.PublicKey != newest.Content.RootKey)
        {
            return "demo/root.key does not open with demo/root-passphrase.txt, or is not the root of this demonstration.";
        }

        var next = newest.Content with { Sequence = newest.Sequence + 1, PreviousHash = newest.Hash, Issued = issued, Origins = origins };
        OrganisationFolder.Replace(Path.Combine(root, "demo", "poster.txt"), Encoding.UTF8.GetBytes(DemoPlan.Read().Poster(newest.Fingerprint, origins[0])));
        OrganisationFolder.Replace(Path.Combine(root, "organisation", $"directory-{next.Sequence}.sicd"), next.Sign(rootKey));
        return null;
    }

    private RootKey? OpenRoot()
    {
        using var passphrase = GeneratedPassphrase.ReadFile(PassphraseFile);
        return passphrase is null ? null : RootFile.Read(RootKeyFile, passphrase, out _);
    }

    private static Protocol.Trust.Directory? Read(string file) =>
        new FileInfo(file).Length <= UntrustedDirectory.MaximumSize
        && UntrustedDirectory.TryParse(File.ReadAllBytes(file), out var untrusted, out _)
        && untrusted.VerifyFirstRoot(out var directory, out _)
            ? directory
            : null;
}
