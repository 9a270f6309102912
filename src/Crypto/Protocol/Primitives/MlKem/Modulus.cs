using System.Runtime.CompilerServices;

namespace IntegrityChannel.Crypto.Protocol.Primitives.MlKem;

// Arithmetic modulo q = 3329 without division and without branches on data: reductions multiply and shift, corrections mask.
// A division by a constant would do as well in optimised code, but an unoptimised compiler emits a real one, whose time
// depends on its operands (the fault known as KyberSlash).
internal static class Modulus
{
    internal const int Q = 3329;

    /// <summary>The largest argument of <see cref="Reduce"/>: two products of reduced numbers fit.</summary>
    internal const uint ReduceLimit = 23_000_000;

    /// <summary>x mod q for x up to <see cref="ReduceLimit"/>: the estimate of the quotient is at most one too small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ushort Reduce(uint x)
    {
        unchecked
        {
            var quotient = (uint)((x * 5039UL) >> 24);
            return CorrectOnce((int)(x - (quotient * Q)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ushort Add(ushort a, ushort b) => CorrectOnce(unchecked(a + b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ushort Subtract(ushort a, ushort b) => CorrectOnce(unchecked(a - b + Q));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ushort Multiply(ushort a, ushort b) => Reduce(unchecked((uint)a * b));

    /// <summary>Compress_d of FIPS 203: round(2^d / q * x) mod 2^d, for d up to 10.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Compress(ushort x, int d)
    {
        unchecked
        {
            // 10321340 = ceil(2^35 / q), exact for numerators below 13.7 million.
            var numerator = ((uint)x << d) + (Q / 2);
            return (uint)((numerator * 10321340UL) >> 35) & ((1U << d) - 1);
        }
    }

    /// <summary>Decompress_d of FIPS 203: round(q / 2^d * y).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ushort Decompress(uint y, int d) => unchecked((ushort)(((y * Q) + (1U << (d - 1))) >> d));

    /// <summary>Brings 0..2q-1 into 0..q-1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ushort CorrectOnce(int x)
    {
        unchecked
        {
            x -= Q;
            return (ushort)(x + (Q & (x >> 31)));
        }
    }
}
