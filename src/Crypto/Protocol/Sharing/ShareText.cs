using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Sharing;

/// <summary>
/// A share on paper: 47 bytes as 76 Crockford symbols (four zero bits fill the last) in 19 groups of four, read as forgivingly as a
/// reference code. Its CRC finds slips; there is no suggestion, since holders have the paper before them.
/// </summary>
public static class ShareText
{
    /// <summary>Symbols of a printed share.</summary>
    public const int SymbolCount = 76;

    /// <summary>Characters of a printed share: 19 groups of four and 18 dashes.</summary>
    public const int TextLength = SymbolCount + (SymbolCount / ReferenceCode.GroupSize) - 1;

    private const int FillBits = (SymbolCount * 5) - (Share.Size * 8);

    /// <summary>Writes <see cref="TextLength"/> characters, which the caller wipes.</summary>
    public static void Format(Share share, Span<char> text)
    {
        ArgumentNullException.ThrowIfNull(share);
        ArgumentOutOfRangeException.ThrowIfNotEqual(text.Length, TextLength, nameof(text));
        Span<byte> symbols = stackalloc byte[SymbolCount];
        Crockford.Spread(share.Span, 0, symbols);
        ReferenceCode.Write(symbols, text);
        CryptographicOperations.ZeroMemory(symbols);
    }

    /// <summary>
    /// Reads what a holder typed; the caller wipes the text. Malformed: another number of symbols, a foreign character, a slip that
    /// the CRC found. Not canonical: fill bits other than zeros.
    /// </summary>
    public static FailureClass TryRead(ReadOnlySpan<char> typed, out Share? share)
    {
        share = null;
        Span<byte> symbols = stackalloc byte[SymbolCount];
        Span<byte> bytes = stackalloc byte[Share.Size];
        var verdict = FailureClass.Malformed;
        if (Crockford.TryReadSymbols(typed, symbols))
        {
            Crockford.Gather(symbols, 0, bytes);
            verdict = (symbols[^1] & ((1 << FillBits) - 1)) != 0 ? FailureClass.NotCanonical : Share.TryParse(bytes, out share);
        }

        CryptographicOperations.ZeroMemory(symbols);
        CryptographicOperations.ZeroMemory(bytes);
        return verdict;
    }
}
