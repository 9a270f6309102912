using System.Runtime.CompilerServices;

namespace IntegrityChannel.Crypto.Protocol.Primitives.MlKem;

/// <summary>ByteEncode and ByteDecode of FIPS 203 (algorithms 5 and 6), with compression for d below 12.</summary>
internal static class PolynomialCodec
{
    /// <summary>Bytes of a polynomial with 12 bits a coefficient.</summary>
    internal const int FullSize = 384;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Encode(in Polynomial f, Span<byte> bytes)
    {
        unchecked
        {
            for (int i = 0, at = 0; i < Polynomial.Size; i += 2, at += 3)
            {
                uint a = f[i], b = f[i + 1];
                bytes[at] = (byte)a;
                bytes[at + 1] = (byte)((a >> 8) | (b << 4));
                bytes[at + 2] = (byte)(b >> 4);
            }
        }
    }

    /// <summary>False when a coefficient is q or more; such a key is refused (FIPS 203 section 7.2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool TryDecode(ReadOnlySpan<byte> bytes, ref Polynomial f)
    {
        unchecked
        {
            var tooLarge = 0;
            for (int i = 0, at = 0; i < Polynomial.Size; i += 2, at += 3)
            {
                var a = bytes[at] | ((bytes[at + 1] & 15) << 8);
                var b = (bytes[at + 1] >> 4) | (bytes[at + 2] << 4);
                tooLarge |= (Modulus.Q - 1 - a) | (Modulus.Q - 1 - b);
                f[i] = (ushort)a;
                f[i + 1] = (ushort)b;
            }

            return tooLarge >= 0;
        }
    }

    /// <summary>Compresses to d bits a coefficient (1, 4 or 10) and packs them, lowest bit first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void EncodeCompressed(in Polynomial f, int d, Span<byte> bytes)
    {
        unchecked
        {
            ulong pending = 0;
            var bits = 0;
            var at = 0;
            for (var i = 0; i < Polynomial.Size; i++)
            {
                pending |= (ulong)Modulus.Compress(f[i], d) << bits;
                for (bits += d; bits >= 8; bits -= 8)
                {
                    bytes[at++] = (byte)pending;
                    pending >>= 8;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void DecodeCompressed(ReadOnlySpan<byte> bytes, int d, ref Polynomial f)
    {
        unchecked
        {
            ulong pending = 0;
            var bits = 0;
            var at = 0;
            var mask = (1U << d) - 1;
            for (var i = 0; i < Polynomial.Size; i++)
            {
                for (; bits < d; bits += 8)
                {
                    pending |= (ulong)bytes[at++] << bits;
                }

                f[i] = Modulus.Decompress((uint)pending & mask, d);
                pending >>= d;
                bits -= d;
            }
        }
    }
}
