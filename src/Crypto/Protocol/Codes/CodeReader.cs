using System.Security.Cryptography;
using System.Text;

namespace IntegrityChannel.Crypto.Protocol.Codes;

/// <summary>Reads codes forgivingly, as people type and paste them (docs/protocol.md section 4).</summary>
public static class CodeReader
{
    /// <summary>Never throws, whatever was typed. The caller wipes the text.</summary>
    public static CodeReading Read(ReadOnlySpan<char> typed)
    {
        Span<byte> symbols = stackalloc byte[ReferenceCode.SymbolCount];
        var count = 0;
        for (var i = 0; i < typed.Length; i++)
        {
            if (Crockford.IsSeparator(typed[i]))
            {
                continue;
            }

            if (Crockford.ValueOf(typed[i]) is var value && value < 0)
            {
                CryptographicOperations.ZeroMemory(symbols);
                return new CodeReading.Unreadable(RuneAt(typed[i..]));
            }

            if (count < symbols.Length)
            {
                symbols[count] = (byte)value;
            }

            count++;
        }

        var reading = Judge(symbols, count);
        CryptographicOperations.ZeroMemory(symbols);
        return reading;
    }

    private static CodeReading Judge(ReadOnlySpan<byte> symbols, int count) => count switch
    {
        0 => new CodeReading.Empty(),
        < ReferenceCode.SymbolCount => new CodeReading.Incomplete(count),
        > ReferenceCode.SymbolCount => new CodeReading.Wrong(null),
        _ when ReferenceCode.IsWellFormed(symbols) => new CodeReading.Complete(ReferenceCode.FromSymbols(symbols)),
        _ => new CodeReading.Wrong(Suggest(symbols)),
    };

    /// <summary>
    /// Only when exactly one correction exists. Even then four in five double errors have a plausible but wrong one, which is why it
    /// is worded as a question and never submitted.
    /// </summary>
    private static CodeSuggestion? Suggest(ReadOnlySpan<byte> symbols)
    {
        Span<byte> candidate = stackalloc byte[ReferenceCode.SymbolCount];
        Span<byte> found = stackalloc byte[ReferenceCode.SymbolCount];
        var count = 0;
        if (CheckSymbols.TryCorrectOne(symbols, candidate) && ReferenceCode.IsWellFormed(candidate))
        {
            candidate.CopyTo(found);
            count++;
        }

        for (var i = 0; i + 1 < symbols.Length; i++)
        {
            symbols.CopyTo(candidate);
            (candidate[i], candidate[i + 1]) = (candidate[i + 1], candidate[i]);
            if (symbols[i] != symbols[i + 1] && ReferenceCode.IsWellFormed(candidate))
            {
                candidate.CopyTo(found);
                count++;
            }
        }

        var suggestion = count == 1 ? new CodeSuggestion(found, symbols.CommonPrefixLength(found)) : null;
        CryptographicOperations.ZeroMemory(candidate);
        CryptographicOperations.ZeroMemory(found);
        return suggestion;
    }

    private static Rune RuneAt(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out var rune, out _) == System.Buffers.OperationStatus.Done ? rune : Rune.ReplacementChar;
}
