namespace IntegrityChannel.Crypto.Protocol.Codes;

// The code's check symbols
//
//   Reference    docs/protocol.md section 4
//   Field        GF(32), x^5 + x^2 + 1, alpha = 2
//   Generator    (x - alpha)(x - alpha^2) = x^2 + (alpha + alpha^2) x + alpha^3; first symbol = highest degree
//   Detects      every one- and two-symbol error and every swap of neighbours (distance 3)
//
// Multiplication runs over bits and masks instead of tables: these symbols are the reporter's secret.
internal static class CheckSymbols
{
    internal const int Count = 2;
    private const int Alpha = 2;
    private const int AlphaSquared = 4;
    private const int AlphaCubed = 8;
    private const int Order = 31;

    /// <summary>The two symbols that complete the data, high degree first.</summary>
    internal static (byte High, byte Low) Of(ReadOnlySpan<byte> data)
    {
        int high = 0, low = 0;
        foreach (var symbol in data)
        {
            var carry = symbol ^ high;
            high = low ^ Multiply(carry, Alpha ^ AlphaSquared);
            low = Multiply(carry, AlphaCubed);
        }

        return ((byte)high, (byte)low);
    }

    internal static bool AreValid(ReadOnlySpan<byte> symbols) => (Syndrome(symbols, Alpha) | Syndrome(symbols, AlphaSquared)) == 0;

    /// <summary>
    /// The one valid word that differs in one symbol, if there is one: with an error e at degree d the syndromes are e·alpha^d and
    /// e·alpha^2d, so each place is tried for an e that explains both.
    /// </summary>
    internal static bool TryCorrectOne(ReadOnlySpan<byte> symbols, Span<byte> corrected)
    {
        var (first, second) = (Syndrome(symbols, Alpha), Syndrome(symbols, AlphaSquared));
        if (first == 0 || second == 0)
        {
            return false;
        }

        var power = 1;
        for (var i = symbols.Length - 1; i >= 0; i--)
        {
            if (Multiply(first, power) == second)
            {
                symbols.CopyTo(corrected);
                corrected[i] ^= (byte)Multiply(first, Inverse(power));
                return true;
            }

            power = Multiply(power, Alpha);
        }

        return false;
    }

    private static int Syndrome(ReadOnlySpan<byte> symbols, int root)
    {
        var sum = 0;
        foreach (var symbol in symbols)
        {
            sum = Multiply(sum, root) ^ symbol;
        }

        return sum;
    }

    private static int Multiply(int a, int b)
    {
        var product = 0;
        for (var bit = 0; bit < 5; bit++)
        {
            product ^= a & -((b >> bit) & 1);
            a = (a << 1) ^ (0b100101 & -((a >> 4) & 1));
        }

        return product;
    }

    /// <summary>a^30, since a^31 = 1.</summary>
    private static int Inverse(int a)
    {
        var result = 1;
        for (var i = 0; i < Order - 1; i++)
        {
            result = Multiply(result, a);
        }

        return result;
    }
}
