using System.Runtime.InteropServices;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>Opens a root file with the passphrase from a sheet, or as somebody types it.</summary>
internal static class RootOpening
{
    /// <summary>The root; null with a sentence that says why not. The caller disposes it.</summary>
    /// <param name="file">The root file, from the safe.</param>
    /// <param name="passphraseFile">File with the passphrase; null asks for it.</param>
    /// <param name="whose">How the question calls it: "the root".</param>
    internal static RootKey? TryOpen(string file, string? passphraseFile, string whose, TextReader input, TextWriter output, out string problem)
    {
        problem = "";
        using var passphrase = passphraseFile is { } sheet ? GeneratedPassphrase.ReadFile(sheet) : Ask(whose, input, output);
        var failure = FailureClass.WrongKey;
        var root = passphrase is null ? null : RootFile.Read(file, passphrase, out failure);
        if (root is null)
        {
            problem = failure == FailureClass.WrongKey ? "The passphrase does not open the root file." : $"{file} is not a root file.";
        }

        return root;
    }

    private static Secret? Ask(string whose, TextReader input, TextWriter output)
    {
        output.Write($"Passphrase of {whose}: ");
        var typed = (input.ReadLine() ?? "").ToCharArray();
        try
        {
            return typed.Length is > 0 and <= Passphrase.MaximumLength ? Passphrase.Encode(typed) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(typed.AsSpan()));
        }
    }
}
