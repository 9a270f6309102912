using System.Security.Cryptography;
using IntegrityChannel.Crypto.Cli.Ceremony;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Crypto.Cli.Seeding;

/// <summary>The folder of a demonstration: its first directory, and the sign-ins that only a demonstration writes down. A real organisation has neither, so nothing is ever seeded into one.</summary>
internal sealed class DemoFolder
{
    private const int LargestSheet = 16 * 1024;
    private readonly string root;

    private DemoFolder(string root, Protocol.Trust.Directory directory)
    {
        this.root = root;
        FirstDirectory = directory;
    }

    internal Protocol.Trust.Directory FirstDirectory { get; }

    /// <exception cref="CommandStopped">Refused: no demonstration.</exception>
    internal static DemoFolder Open(DirectoryInfo data)
    {
        var statement = new FileInfo(Path.Combine(data.FullName, "organisation", "directory.sicd"));
        return Directory.Exists(Path.Combine(data.FullName, "demo")) && statement.Exists
            && UntrustedDirectory.TryParse(SecretFiles.Read(statement, "directory", UntrustedDirectory.MaximumSize), out var untrusted, out _)
            && untrusted.VerifyFirstRoot(out var directory, out _)
                ? new DemoFolder(data.FullName, directory)
                : throw CommandStopped.Refused($"{data.FullName} is no demonstration. Cases are invented for demonstrations only.");
    }

    /// <summary>The passphrase of an account of the demonstration; the caller disposes it.</summary>
    internal Secret Passphrase(string account)
    {
        var sheet = SecretFiles.Read(new FileInfo(Path.Combine(root, "demo", "officers.txt")), "sign-in", LargestSheet);
        try
        {
            var block = sheet.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes($"name: {account}\n"));
            return (block < 0 ? null : DemoSignIns.ReadFirst(sheet.AsSpan(block))) ?? throw CommandStopped.Refused($"demo/officers.txt has no sign-in for {account}.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sheet);
        }
    }

    /// <summary>Keeps the codes of the invented reports, so that a newcomer can play the reporter too.</summary>
    internal void KeepCodes(ReadOnlySpan<byte> sheet) => OrganisationFolder.Replace(Path.Combine(root, "demo", "codes.txt"), sheet);
}
