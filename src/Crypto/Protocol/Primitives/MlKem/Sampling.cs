using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace IntegrityChannel.Crypto.Protocol.Primitives.MlKem;

/// <summary>Sampling of polynomials (FIPS 203, algorithms 7 and 8).</summary>
internal static class Sampling
{
    /// <summary>
    /// Four blocks of SHAKE128: on average 364 numbers below q, of which 256 are needed. Rarely more is drawn, and then the
    /// stream is computed anew at twice the length, since the base library cannot squeeze on with every OpenSSL. All of this
    /// depends on the public seed only.
    /// </summary>
    private const int FirstDraw = 4 * 168;

    private const int NoiseBytes = 128;

    /// <summary>A uniform transformed polynomial from the 32-byte matrix seed and its column and row.</summary>
    internal static void Uniform(ReadOnlySpan<byte> seed, byte column, byte row, ref Polynomial f)
    {
        Span<byte> input = stackalloc byte[34];
        seed.CopyTo(input);
        input[32] = column;
        input[33] = row;
        Span<byte> first = stackalloc byte[FirstDraw];
        Shake128.HashData(input, first);
        for (var drawn = FirstDraw; !TryFill(first, ref f);)
        {
            drawn *= 2;
            first = Shake128.HashData(input, drawn);
        }
    }

    /// <summary>A polynomial with coefficients -2..2, centred binomial with parameter 2, from a secret 32-byte seed and a counter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Noise(ReadOnlySpan<byte> seed, byte counter, ref Polynomial f)
    {
        Span<byte> input = stackalloc byte[33];
        seed.CopyTo(input);
        input[32] = counter;
        Span<byte> bytes = stackalloc byte[NoiseBytes];
        Shake256.HashData(input, bytes);
        unchecked
        {
            for (var i = 0; i < NoiseBytes; i++)
            {
                var pairs = (bytes[i] & 0x55) + ((bytes[i] >> 1) & 0x55);
                f[2 * i] = Modulus.Subtract((ushort)(pairs & 3), (ushort)((pairs >> 2) & 3));
                f[(2 * i) + 1] = Modulus.Subtract((ushort)((pairs >> 4) & 3), (ushort)(pairs >> 6));
            }
        }

        CryptographicOperations.ZeroMemory(input);
        CryptographicOperations.ZeroMemory(bytes);
    }

    private static bool TryFill(ReadOnlySpan<byte> stream, ref Polynomial f)
    {
        var count = 0;
        for (var at = 0; at + 3 <= stream.Length && count < Polynomial.Size; at += 3)
        {
            var a = stream[at] | ((stream[at + 1] & 15) << 8);
            var b = (stream[at + 1] >> 4) | (stream[at + 2] << 4);
            if (a < Modulus.Q)
            {
                f[count++] = (ushort)a;
            }

            if (b < Modulus.Q && count < Polynomial.Size)
            {
                f[count++] = (ushort)b;
            }
        }

        return count == Polynomial.Size;
    }
}
