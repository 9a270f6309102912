using System.Runtime.InteropServices;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>Shows the passphrase of a root and has it typed back: what was noted wrongly would lock the root for ever.</summary>
internal static class PassphraseNoting
{
    internal static bool IsNoted(GeneratedPassphrase passphrase, TextWriter output, TextReader input)
    {
        output.WriteLine("Note the passphrase of the root on paper, for the two safes of its own:");
        output.Write("  ");
        output.WriteLine(passphrase.Words);
        output.Write("Type it back: ");
        var typed = (input.ReadLine() ?? "").ToCharArray();
        try
        {
            using var expected = passphrase.Encode();
            using var given = typed.Length <= Passphrase.MaximumLength ? Passphrase.Encode(typed) : null;
            return given is not null && given.FixedTimeEquals(expected.Span);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(typed.AsSpan()));
        }
    }
}
