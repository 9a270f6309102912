using System.Security.Cryptography;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>What a root ceremony leaves behind, one folder for each place it is carried to: safe-1/, safe-2/, holder-1/ and so on; public.txt goes to the server.</summary>
internal sealed class RootFolder
{
    private const int Safes = 2;
    private readonly OrganisationFolder folder;

    private RootFolder(OrganisationFolder folder) => this.folder = folder;

    /// <summary>Null where something lies there already: a ceremony overwrites nothing.</summary>
    internal static RootFolder? TryCreate(string path) => OrganisationFolder.TryCreateEmpty(path) is { } folder ? new RootFolder(folder) : null;

    /// <summary>Writes both copies of the root file, the shares and the public file; wipes the shares.</summary>
    internal void Write(RootCeremony ceremony, byte[] rootFile)
    {
        WriteSafes(rootFile);
        var shares = ceremony.Shares();
        for (var holder = 1; holder <= shares.Count; holder++)
        {
            folder.Write($"holder-{holder}", "share.txt", shares[holder - 1]);
            CryptographicOperations.ZeroMemory(shares[holder - 1]);
        }

        folder.Write("", "public.txt", CarriedFile.Write(CarriedFile.Root, ceremony.Genesis.Bytes.Span));
    }

    /// <summary>Writes one copy of the root file for each safe.</summary>
    internal void WriteSafes(byte[] rootFile)
    {
        for (var safe = 1; safe <= Safes; safe++)
        {
            folder.Write($"safe-{safe}", "root.key", rootFile);
        }
    }

    /// <summary>Writes a file that is not secret.</summary>
    internal void WritePublic(string name, byte[] content) => folder.Write("", name, content);

    /// <summary>Does all that writing takes, shares read back from their print too, and leaves a public file that no server takes: nothing of it is secret, and nothing counts.</summary>
    internal void Rehearse(RootCeremony ceremony)
    {
        foreach (var share in ceremony.Shares())
        {
            CryptographicOperations.ZeroMemory(share);
        }

        folder.Write("", "public.txt", CarriedFile.Write(CarriedFile.Rehearsal, ceremony.RehearsedGenesis()));
    }

    /// <summary>Writes the passphrase beside the rest, for a printer; it must not stay there.</summary>
    internal void WritePassphrase(GeneratedPassphrase passphrase)
    {
        var line = passphrase.Line();
        folder.Write("", "passphrase.txt", line);
        CryptographicOperations.ZeroMemory(line);
    }
}
