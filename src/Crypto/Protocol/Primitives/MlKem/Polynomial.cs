using System.Runtime.CompilerServices;

namespace IntegrityChannel.Crypto.Protocol.Primitives.MlKem;

/// <summary>256 coefficients in 0..q-1, and the number-theoretic transform (FIPS 203, algorithms 9 to 12).</summary>
[InlineArray(Size)]
internal struct Polynomial
{
    internal const int Size = 256;
    private const ushort InverseOf128 = 3303;
    private ushort first;

    private static readonly ushort[] Zetas = MakeZetas();

    /// <summary>Adds to every coefficient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Add(ref Polynomial sum, in Polynomial other)
    {
        for (var i = 0; i < Size; i++)
        {
            sum[i] = Modulus.Add(sum[i], other[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Subtract(ref Polynomial difference, in Polynomial other)
    {
        for (var i = 0; i < Size; i++)
        {
            difference[i] = Modulus.Subtract(difference[i], other[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Transform(ref Polynomial polynomial)
    {
        Span<ushort> f = polynomial;
        var k = 1;
        for (var length = 128; length >= 2; length >>= 1)
        {
            for (var start = 0; start < Size; start += 2 * length)
            {
                var zeta = Zetas[k++];
                for (var j = start; j < start + length; j++)
                {
                    var t = Modulus.Multiply(zeta, f[j + length]);
                    f[j + length] = Modulus.Subtract(f[j], t);
                    f[j] = Modulus.Add(f[j], t);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void TransformBack(ref Polynomial polynomial)
    {
        Span<ushort> f = polynomial;
        var k = 127;
        for (var length = 2; length <= 128; length <<= 1)
        {
            for (var start = 0; start < Size; start += 2 * length)
            {
                var zeta = Zetas[k--];
                for (var j = start; j < start + length; j++)
                {
                    var t = f[j];
                    f[j] = Modulus.Add(t, f[j + length]);
                    f[j + length] = Modulus.Multiply(zeta, Modulus.Subtract(f[j + length], t));
                }
            }
        }

        for (var i = 0; i < Size; i++)
        {
            f[i] = Modulus.Multiply(f[i], InverseOf128);
        }
    }

    /// <summary>Adds the product of two transformed polynomials.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddProduct(ref Polynomial sum, in Polynomial a, in Polynomial b)
    {
        unchecked
        {
            for (var i = 0; i < Size; i += 4)
            {
                var zeta = Zetas[64 + (i >> 2)];
                AddPair(ref sum, a, b, i, zeta);
                AddPair(ref sum, a, b, i + 2, (ushort)(Modulus.Q - zeta));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddPair(ref Polynomial sum, in Polynomial a, in Polynomial b, int i, ushort gamma)
    {
        unchecked
        {
            uint a0 = a[i], a1 = a[i + 1], b0 = b[i], b1 = b[i + 1];
            var high = Modulus.Reduce(a1 * b1);
            sum[i] = Modulus.Add(sum[i], Modulus.Reduce((a0 * b0) + ((uint)high * gamma)));
            sum[i + 1] = Modulus.Add(sum[i + 1], Modulus.Reduce((a0 * b1) + (a1 * b0)));
        }
    }

    /// <summary>17^BitRev7(k) mod q.</summary>
    private static ushort[] MakeZetas()
    {
        var zetas = new ushort[128];
        for (var k = 0; k < zetas.Length; k++)
        {
            var exponent = 0;
            for (var bit = 0; bit < 7; bit++)
            {
                exponent |= ((k >> bit) & 1) << (6 - bit);
            }

            ushort power = 1;
            for (var i = 0; i < exponent; i++)
            {
                power = Modulus.Multiply(power, 17);
            }

            zetas[k] = power;
        }

        return zetas;
    }
}
