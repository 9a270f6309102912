using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>
/// The sign-ins of the demonstration, collected as bytes and wiped: only a demonstration writes passphrases down, into demo/officers.txt, so that a
/// newcomer can play every part.
/// </summary>
internal sealed class DemoSignIns : IDisposable
{
    private readonly SicWriter sheet = new(1024);

    internal ReadOnlySpan<byte> Sheet => sheet.Written;

    /// <summary>A generated passphrase, noted on the sheet under a name.</summary>
    internal Secret Create(string name, IEntropy entropy)
    {
        var words = PassphraseGenerator.Create(entropy);
        var bytes = Encoding.UTF8.GetBytes(words);
        try
        {
            sheet.Bytes(Encoding.UTF8.GetBytes($"name: {name}\npassphrase: ")).Bytes(bytes).Bytes("\n\n"u8);
            return Passphrase.Encode(words);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(words.AsSpan()));
        }
    }

    /// <summary>The first passphrase of a sheet as <see cref="Create"/> notes it; null where there is none.</summary>
    internal static Secret? ReadFirst(ReadOnlySpan<byte> sheet)
    {
        var from = sheet.IndexOf("passphrase: "u8);
        if (from < 0)
        {
            return null;
        }

        return ReadLine(sheet[(from + "passphrase: "u8.Length)..]);
    }

    /// <summary>The passphrase that the first line is; null where it is too long to be one, or blank.</summary>
    internal static Secret? ReadLine(ReadOnlySpan<byte> sheet)
    {
        var line = sheet.IndexOf((byte)'\n') is >= 0 and var end ? sheet[..end] : sheet;
        var words = new char[Encoding.UTF8.GetMaxCharCount(line.Length)];
        try
        {
            var length = Encoding.UTF8.GetChars(line, words);
            return length <= Passphrase.MaximumLength && !words.AsSpan(0, length).IsWhiteSpace() ? Passphrase.Encode(words.AsSpan(0, length)) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(words.AsSpan()));
        }
    }

    public void Dispose() => sheet.Dispose();
}
