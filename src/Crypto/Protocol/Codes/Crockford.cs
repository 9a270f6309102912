namespace IntegrityChannel.Crypto.Protocol.Codes;

/// <summary>Crockford's base32 as people type it: case does not matter, I and L read as 1, O as 0; U is no symbol.</summary>
internal static class Crockford
{
    internal const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>0 to 31, or -1 for anything else.</summary>
    internal static int ValueOf(char typed)
    {
        var upper = char.IsAsciiLetterLower(typed) ? (char)(typed - 32) : typed;
        return upper switch
        {
            'I' or 'L' => 1,
            'O' => 0,
            _ => Alphabet.IndexOf(upper, StringComparison.Ordinal),
        };
    }

    /// <summary>What may stand between symbols: spaces, dashes and the invisible characters that copying brings along.</summary>
    internal static bool IsSeparator(char typed) => typed switch
    {
        '\u0085' => false,
        '-' or '_' or '\u00AD' or '\u200B' or '\u2060' or '\uFEFF' or '\u2212' or (>= '\u2010' and <= '\u2015') => true,
        _ => char.IsWhiteSpace(typed),
    };

    /// <summary>Writes five bits a symbol; the bits start with <paramref name="leadingZeros"/> zeros and end with zeros.</summary>
    internal static void Spread(ReadOnlySpan<byte> bytes, int leadingZeros, Span<byte> symbols)
    {
        for (var i = 0; i < symbols.Length; i++)
        {
            var value = 0;
            for (var bit = (i * 5) - leadingZeros; bit < (i * 5) - leadingZeros + 5; bit++)
            {
                var set = bit >= 0 && bit < bytes.Length * 8 ? (bytes[bit / 8] >> (7 - (bit % 8))) & 1 : 0;
                value = (value << 1) | set;
            }

            symbols[i] = (byte)value;
        }
    }

    /// <summary>The reverse of <see cref="Spread"/>: the bits after the leading ones, as many as the bytes hold.</summary>
    internal static void Gather(ReadOnlySpan<byte> symbols, int leadingZeros, Span<byte> bytes)
    {
        bytes.Clear();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var at = bit + leadingZeros;
            var set = (symbols[at / 5] >> (4 - (at % 5))) & 1;
            bytes[bit / 8] |= (byte)(set << (7 - (bit % 8)));
        }
    }

    /// <summary>Reads exactly as many symbols as the span holds, whatever separators stand between them.</summary>
    internal static bool TryReadSymbols(ReadOnlySpan<char> typed, Span<byte> symbols)
    {
        var count = 0;
        foreach (var character in typed)
        {
            if (IsSeparator(character))
            {
                continue;
            }

            var value = ValueOf(character);
            if (value < 0 || count == symbols.Length)
            {
                return false;
            }

            symbols[count++] = (byte)value;
        }

        return count == symbols.Length;
    }
}
