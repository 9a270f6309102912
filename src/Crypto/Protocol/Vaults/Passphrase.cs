using System.Security.Cryptography;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Vaults;

/// <summary>An officer's passphrase as the bytes that are hashed: NFKD, lower case, trimmed, white space as single spaces, UTF-8.</summary>
public static class Passphrase
{
    /// <summary>No passphrase is longer, in characters.</summary>
    public const int MaximumLength = 512;

    /// <summary>Normalises what was typed; every copy made on the way is wiped.</summary>
    /// <exception cref="ArgumentException">Longer than <see cref="MaximumLength"/>, or not valid UTF-16.</exception>
    public static Secret Encode(ReadOnlySpan<char> typed)
    {
        if (typed.Length > MaximumLength)
        {
            throw new ArgumentException("a passphrase of this length is not typed by anybody", nameof(typed));
        }

        var decomposed = new char[typed.GetNormalizedLength(NormalizationForm.FormKD)];
        var lower = new char[decomposed.Length];
        try
        {
            typed.TryNormalize(decomposed, out var length, NormalizationForm.FormKD);
            var lowered = decomposed.AsSpan(0, length).ToLowerInvariant(lower);
            return ToSecret(lower.AsSpan(0, Squeeze(lower.AsSpan(0, lowered))));
        }
        finally
        {
            Wipe(decomposed);
            Wipe(lower);
        }
    }

    /// <summary>Trims and leaves single spaces, in place; answers the new length.</summary>
    private static int Squeeze(Span<char> text)
    {
        var length = 0;
        var space = false;
        foreach (var symbol in text)
        {
            if (char.IsWhiteSpace(symbol))
            {
                space = length > 0;
                continue;
            }

            if (space)
            {
                text[length++] = ' ';
                space = false;
            }

            text[length++] = symbol;
        }

        return length;
    }

    private static Secret ToSecret(ReadOnlySpan<char> text)
    {
        var secret = new Secret(System.Text.Encoding.UTF8.GetByteCount(text));
        System.Text.Encoding.UTF8.GetBytes(text, secret.Writable);
        return secret;
    }

    private static void Wipe(char[] text) =>
        CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan()));
}
