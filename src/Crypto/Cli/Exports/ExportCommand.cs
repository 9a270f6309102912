using System.CommandLine;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Cli.Receipts;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Cli.Exports;

/// <summary><c>integrity export verify</c>: who took a case out, when, and that nothing of it was changed. Writes nothing of the case anywhere.</summary>
internal static class ExportCommand
{
    // It is opened in memory: what is sealed shall not lie on a disk because somebody checked it.
    private const int LargestFile = 1024 * 1024 * 1024;

    internal static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The sealed file (.age), or the archive that age made of it (.zip)." };
        var identity = new Option<FileInfo?>("--identity") { Description = "File with the age key (AGE-SECRET-KEY-PQ-1…) that the file was sealed to." };
        var passphrase = new Option<FileInfo?>("--passphrase-file") { Description = "File whose first line is the passphrase that the officer told." };
        var server = new Option<string?>("--server") { Description = "Address of either host." };
        var directory = new Option<FileInfo?>("--directory") { Description = "Instead of a server: the history of directories, saved from /d/chain of either host." };
        var fingerprint = new Option<string>("--fingerprint") { Description = "Fingerprint on the poster.", Required = true };
        var json = new Option<bool>("--json") { Description = "Answer in JSON." };
        var command = new Command("verify", "Verify an exported case.") { file, identity, passphrase, server, directory, fingerprint, json };
        command.SetAction((parsed, cancel) => ClientRun.RunAsync(parsed.InvocationConfiguration, async () =>
        {
            var trust = ServerOptions.TrustIn(parsed.GetValue(fingerprint)!);
            var archive = Open(parsed.GetValue(file)!, parsed.GetValue(identity), parsed.GetValue(passphrase));
            try
            {
                var chain = await ReceiptCommand.ReadChainAsync(parsed.GetValue(server), parsed.GetValue(directory), cancel);
                return await RunAsync(archive, trust, chain, Printout.Standard(parsed.GetValue(json)), cancel);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(archive);
            }
        }));
        return new Command("export", "What an exported case proves.") { command };
    }

    private static async Task<int> RunAsync(byte[] archive, DirectoryTrust trust, byte[] chain, Printout printout, CancellationToken cancellationToken)
    {
        if (!trust.TryReadHistory(chain, out var history, out var failure))
        {
            throw DirectoryTrust.Refused(failure);
        }

        if (ExportArchive.Verify(archive, history, out failure) is not { } verified)
        {
            throw CommandStopped.NotVerified($"This is no export of this organisation, or it was changed ({failure.Name()}). Do not rely on it.");
        }

        var (manifest, display) = verified;
        await printout.SayAsync(
            lines =>
            {
                lines.Say("The export verifies: nothing was changed since the officer signed it.").Row("case", manifest.Case).Row("taken out by", display).Row("on", Days.Text(manifest.Day))
                    .Row("directory", $"{manifest.DirectorySequence}").Row("messages", $"{manifest.Objects.Count}").Row("files", $"{manifest.Files.Count}");
                foreach (var file in manifest.Files)
                {
                    lines.Say($"  {file.Sha256}  {file.Name}, {file.Length} bytes");
                }

                lines.Say("It says who took the case out. It does not say that the case is whole, or that the words are the reporter's.");
            },
            json =>
            {
                json.WriteBoolean("verified", true);
                json.WriteString("case", manifest.Case);
                json.WriteString("officer", display);
                json.WriteString("day", Days.Text(manifest.Day));
                json.WriteNumber("directory", manifest.DirectorySequence);
                json.WriteNumber("objects", manifest.Objects.Count);
                json.WriteStrings("files", manifest.Files.Select(file => file.Name));
            },
            cancellationToken);
        return ExitCode.Done;
    }

    private static byte[] Open(FileInfo file, FileInfo? identity, FileInfo? passphrase)
    {
        var bytes = SecretFiles.Read(file, "export", LargestFile);
        if (bytes.AsSpan().StartsWith("PK"u8))
        {
            return bytes;
        }

        if (AgeFile.TryRead(bytes) is not { } sealedFile)
        {
            throw CommandStopped.Usage($"{file.Name} is no export: neither an age file of our making nor the archive inside one.");
        }

        using var fileKey = Unwrap(sealedFile, identity, passphrase);
        return sealedFile.Open(fileKey) ?? throw CommandStopped.NotVerified("The file was cut or changed after it was sealed. Nothing of it was opened.");
    }

    private static Secret Unwrap(AgeFile sealedFile, FileInfo? identity, FileInfo? passphrase)
    {
        if (sealedFile.TakesPassphrase)
        {
            using var words = SecretFiles.ReadPassphrase(passphrase ?? throw CommandStopped.Usage("This file is under a passphrase: give --passphrase-file."));
            return sealedFile.Unwrap(words) ?? throw CommandStopped.Refused("The passphrase does not open this file.");
        }

        using var key = AgeIdentity.Read(identity ?? throw CommandStopped.Usage("This file is sealed to a key: give --identity."));
        return sealedFile.Unwrap(key) ?? throw CommandStopped.Refused("This key does not open this file: it was sealed to another one.");
    }
}
