using System.Buffers.Text;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Crypto.Cli.Receipts;

/// <summary>
/// <c>integrity receipt verify</c>: whether the organisation of the poster confirmed that it received something on a day. Asks a server for the
/// organisation's keys, or needs none: the history of directories (GET /d/chain) may have been saved before.
/// </summary>
internal static class ReceiptCommand
{
    // The page's code sheet with its receipt stays far below.
    private const int LargestSheet = 64 * 1024;

    internal static Command Create()
    {
        var receipt = new Option<FileInfo>("--receipt") { Description = "File with the receipt: the saved code sheet, the receipt's text, or its 142 bytes.", Required = true };
        var server = new Option<string?>("--server") { Description = "Address of either host." };
        var directory = new Option<FileInfo?>("--directory") { Description = "Instead of a server: the history of directories, saved from /d/chain of either host." };
        var fingerprint = new Option<string>("--fingerprint") { Description = "Fingerprint on the poster.", Required = true };
        var json = new Option<bool>("--json") { Description = "Answer in JSON." };
        var command = new Command("verify", "Verify a receipt.") { receipt, server, directory, fingerprint, json };
        command.SetAction((parsed, cancel) => ClientRun.RunAsync(parsed.InvocationConfiguration, async () =>
        {
            var found = Read(parsed.GetValue(receipt)!);
            var trust = ServerOptions.TrustIn(parsed.GetValue(fingerprint)!);
            var chain = await ReadChainAsync(parsed.GetValue(server), parsed.GetValue(directory), cancel);
            return await RunAsync(found, trust, chain, Printout.Standard(parsed.GetValue(json)), cancel);
        }));
        return new Command("receipt", "What a receipt proves.") { command };
    }

    private static async Task<int> RunAsync(Receipt receipt, DirectoryTrust trust, byte[] chain, Printout printout, CancellationToken cancellationToken)
    {
        if (!trust.TryReadHistory(chain, out var history, out var failure))
        {
            throw DirectoryTrust.Refused(failure);
        }

        // The key may stand in a later directory too, but the one that the receipt names is the one that the reporter saw.
        var directory = history.Directories.FirstOrDefault(item => item.Sequence == receipt.DirectorySequence);
        failure = FailureClass.WrongDirectory;
        if (directory is null || !receipt.Verify(directory, receipt.ObjectHash, out failure))
        {
            throw CommandStopped.NotVerified($"This is no receipt of this organisation ({failure.Name()}).");
        }

        await PrintAsync(printout, receipt, directory, cancellationToken);
        return ExitCode.Done;
    }

    private static Task PrintAsync(Printout printout, Receipt receipt, Directory directory, CancellationToken cancellationToken) => printout.SayAsync(
        lines => lines.Say("The receipt verifies.").Row("received", Days.Text(receipt.PutDay)).Row("seal", receipt.ObjectHash.ToString()).Row("directory", $"{directory.Sequence}")
            .Say("An object with this seal was received on that day. The receipt says nothing of its content."),
        json =>
        {
            json.WriteBoolean("verified", true);
            json.WriteString("received", Days.Text(receipt.PutDay));
            json.WriteString("objectHash", receipt.ObjectHash.ToString());
            json.WriteNumber("directory", directory.Sequence);
        },
        cancellationToken);

    /// <summary>The history of directories: from a host, or saved earlier.</summary>
    /// <exception cref="CommandStopped">Usage: both were given, or neither.</exception>
    internal static async Task<byte[]> ReadChainAsync(string? server, FileInfo? file, CancellationToken cancellationToken)
    {
        if (server is null == file is null)
        {
            throw CommandStopped.Usage("Give either --server or --directory.");
        }

        if (file is not null)
        {
            return SecretFiles.Read(file, "directory", DirectoryChain.MaximumSize);
        }

        if (!ServerAddress.TryParse(server!, out var address))
        {
            throw CommandStopped.Usage(ServerAddress.Shape);
        }

        using var intake = new IntakeServer(address);
        return await intake.ReadChainAsync(cancellationToken);
    }

    private static Receipt Read(FileInfo file)
    {
        var bytes = SecretFiles.Read(file, "receipt", LargestSheet);
        try
        {
            return Receipt.TryParse(bytes.ToArray(), out var receipt, out _) || FindInText(bytes, out receipt) ? receipt! : throw CommandStopped.Usage($"{file.Name} holds no receipt.");
        }
        finally
        {
            // A code sheet holds the code too.
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>base64url, in groups or not, on one line of a sheet.</summary>
    private static bool FindInText(ReadOnlySpan<byte> sheet, out Receipt? receipt)
    {
        receipt = null;
        foreach (var range in sheet.Split((byte)'\n'))
        {
            var line = sheet[range];
            var start = line.IndexOf("c2lj"u8); // "sic" in base64
            if (start < 0 || !Decode(line[start..], out var bytes))
            {
                continue;
            }

            if (Receipt.TryParse(bytes, out receipt, out _))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Decode(ReadOnlySpan<byte> line, out byte[] bytes)
    {
        bytes = [];
        var text = Encoding.ASCII.GetString(line).Split('"')[0].Replace(" ", "", StringComparison.Ordinal).Trim();
        if (text.Length != Base64Url.GetEncodedLength(Receipt.Size) || !Base64Url.IsValid(text))
        {
            return false;
        }

        bytes = Base64Url.DecodeFromChars(text);
        return true;
    }
}
