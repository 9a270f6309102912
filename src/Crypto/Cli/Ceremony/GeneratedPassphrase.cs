using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>A passphrase that people are to write down: shown or written once, then wiped.</summary>
internal sealed class GeneratedPassphrase(IEntropy entropy) : IDisposable
{
    private readonly char[] words = PassphraseGenerator.Create(entropy);

    /// <summary>The words with single spaces; in place.</summary>
    internal char[] Words => words;

    /// <summary>As it is hashed; the caller disposes it.</summary>
    internal Secret Encode() => Passphrase.Encode(words);

    /// <summary>One line of UTF-8; the caller wipes it.</summary>
    internal byte[] Line() => Encoding.UTF8.GetBytes([.. words, '\n']);

    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(words.AsSpan()));

    /// <summary>The passphrase on the first line of a file, or behind the first "passphrase: " of a sheet; null where there is none.</summary>
    internal static Secret? ReadFile(string path)
    {
        const int largest = 4096;
        if (!File.Exists(path) || new FileInfo(path).Length > largest)
        {
            return null;
        }

        var sheet = File.ReadAllBytes(path);
        try
        {
            return DemoSignIns.ReadFirst(sheet) ?? DemoSignIns.ReadLine(sheet);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sheet);
        }
    }
}
