using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace IntegrityChannel.Crypto.Protocol.Primitives.Ed25519;

// Integers modulo p = 2^255 - 19 in five limbs of 51 bits.
//
//   Results of Multiply and Square have limbs below 2^51 + 2^13; Add and Subtract do not carry.
//   Multiply and Square accept limbs below 2^54; Subtract accepts a right side with limbs below 2^53 - 76.
//   Public data only: nothing here needs to run in constant time.
internal readonly struct FieldElement(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4)
{
    private const ulong Mask = (1UL << 51) - 1;

    // 4p, added before subtracting so that no limb goes below zero.
    private const ulong FourP0 = (1UL << 53) - 76;
    private const ulong FourP = (1UL << 53) - 4;

    private static readonly FieldElement RootOfMinusOne = Constant("b0a00e4a271beec478e42fad0618432fa7d7fb3d99004d2b0bdfc14f8024832b");

    private readonly ulong l0 = l0, l1 = l1, l2 = l2, l3 = l3, l4 = l4;

    internal static FieldElement Zero => default;

    internal static FieldElement One => new(1, 0, 0, 0, 0);

    /// <summary>A number below 2^32.</summary>
    internal static FieldElement FromSmall(uint value) => new(value, 0, 0, 0, 0);

    /// <summary>A number that stands in the code, as 64 little-endian hexadecimal digits.</summary>
    internal static FieldElement Constant(string littleEndian) =>
        TryRead(Convert.FromHexString(littleEndian), out var value) ? value : throw new ArgumentOutOfRangeException(nameof(littleEndian));

    /// <summary>Reads 32 little-endian bytes, ignoring the highest bit. False when the number is p or more.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> bytes, out FieldElement value)
    {
        unchecked
        {
            var a = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            var b = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
            var c = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
            var d = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]) & (ulong.MaxValue >> 1);
            value = new(
                a & Mask,
                ((a >> 51) | (b << 13)) & Mask,
                ((b >> 38) | (c << 26)) & Mask,
                ((c >> 25) | (d << 39)) & Mask,
                d >> 12);
            return !(d == ulong.MaxValue >> 1 && c == ulong.MaxValue && b == ulong.MaxValue && a >= ulong.MaxValue - 18);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static FieldElement Add(in FieldElement x, in FieldElement y)
    {
        unchecked
        {
            return new(x.l0 + y.l0, x.l1 + y.l1, x.l2 + y.l2, x.l3 + y.l3, x.l4 + y.l4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static FieldElement Subtract(in FieldElement x, in FieldElement y)
    {
        unchecked
        {
            return new(x.l0 + FourP0 - y.l0, x.l1 + FourP - y.l1, x.l2 + FourP - y.l2, x.l3 + FourP - y.l3, x.l4 + FourP - y.l4);
        }
    }

    internal static FieldElement Negate(in FieldElement x) => Carry(Subtract(Zero, x));

    /// <summary>The same number with limbs small enough for the right side of a subtraction.</summary>
    internal static FieldElement Carry(in FieldElement x) => Multiply(x, One);

    internal static FieldElement Multiply(in FieldElement x, in FieldElement y)
    {
        unchecked
        {
            ulong a0 = x.l0, a1 = x.l1, a2 = x.l2, a3 = x.l3, a4 = x.l4;
            ulong b0 = y.l0, b1 = y.l1, b2 = y.l2, b3 = y.l3, b4 = y.l4;
            ulong b1w = b1 * 19, b2w = b2 * 19, b3w = b3 * 19, b4w = b4 * 19;

            Wide r0 = default, r1 = default, r2 = default, r3 = default, r4 = default;
            r0.Add(a0, b0);
            r0.Add(a1, b4w);
            r0.Add(a2, b3w);
            r0.Add(a3, b2w);
            r0.Add(a4, b1w);
            r1.Add(a0, b1);
            r1.Add(a1, b0);
            r1.Add(a2, b4w);
            r1.Add(a3, b3w);
            r1.Add(a4, b2w);
            r2.Add(a0, b2);
            r2.Add(a1, b1);
            r2.Add(a2, b0);
            r2.Add(a3, b4w);
            r2.Add(a4, b3w);
            r3.Add(a0, b3);
            r3.Add(a1, b2);
            r3.Add(a2, b1);
            r3.Add(a3, b0);
            r3.Add(a4, b4w);
            r4.Add(a0, b4);
            r4.Add(a1, b3);
            r4.Add(a2, b2);
            r4.Add(a3, b1);
            r4.Add(a4, b0);
            return Reduce(ref r0, ref r1, ref r2, ref r3, ref r4);
        }
    }

    internal static FieldElement Square(in FieldElement x)
    {
        unchecked
        {
            ulong a0 = x.l0, a1 = x.l1, a2 = x.l2, a3 = x.l3, a4 = x.l4;
            ulong d0 = a0 * 2, d1 = a1 * 2, d2 = a2 * 2, a3w = a3 * 19, a4w = a4 * 19;

            Wide r0 = default, r1 = default, r2 = default, r3 = default, r4 = default;
            r0.Add(a0, a0);
            r0.Add(d1, a4w);
            r0.Add(d2, a3w);
            r1.Add(d0, a1);
            r1.Add(d2, a4w);
            r1.Add(a3, a3w);
            r2.Add(d0, a2);
            r2.Add(a1, a1);
            r2.Add(a3 * 2, a4w);
            r3.Add(d0, a3);
            r3.Add(d1, a2);
            r3.Add(a4, a4w);
            r4.Add(d0, a4);
            r4.Add(d1, a3);
            r4.Add(a2, a2);
            return Reduce(ref r0, ref r1, ref r2, ref r3, ref r4);
        }
    }

    internal static FieldElement SquareTimes(FieldElement x, int times)
    {
        for (var i = 0; i < times; i++)
        {
            x = Square(x);
        }

        return x;
    }

    /// <summary>x^((p-5)/8) = x^(2^252 - 3), the power from which square roots are taken.</summary>
    internal static FieldElement PowP58(in FieldElement x)
    {
        var x2 = Square(x);
        var x9 = Multiply(SquareTimes(x2, 2), x);
        var x11 = Multiply(x9, x2);
        var e5 = Multiply(Square(x11), x9);
        var e10 = Multiply(SquareTimes(e5, 5), e5);
        var e20 = Multiply(SquareTimes(e10, 10), e10);
        var e40 = Multiply(SquareTimes(e20, 20), e20);
        var e50 = Multiply(SquareTimes(e40, 10), e10);
        var e100 = Multiply(SquareTimes(e50, 50), e50);
        var e200 = Multiply(SquareTimes(e100, 100), e100);
        var e250 = Multiply(SquareTimes(e200, 50), e50);
        return Multiply(SquareTimes(e250, 2), x);
    }

    /// <summary>A root of x^2 v = u. False where there is none (RFC 8032 section 5.1.3).</summary>
    /// <param name="u">With carried limbs.</param>
    /// <param name="v">Not zero.</param>
    /// <param name="x">Carried; meaningless where the answer is false.</param>
    internal static bool TryRoot(in FieldElement u, in FieldElement v, out FieldElement x)
    {
        var v3 = Multiply(Square(v), v);
        var v7 = Multiply(Square(v3), v);
        x = Multiply(Multiply(u, v3), PowP58(Multiply(u, v7)));
        var check = Multiply(Square(x), v);
        if (AreEqual(check, u))
        {
            return true;
        }

        x = Multiply(x, RootOfMinusOne);
        return Add(check, u).IsZero;
    }

    internal static bool AreEqual(in FieldElement x, in FieldElement y) => Subtract(x, y).IsZero;

    internal bool IsZero
    {
        get
        {
            var r = Reduced();
            return (r.l0 | r.l1 | r.l2 | r.l3 | r.l4) == 0;
        }
    }

    /// <summary>The lowest bit of the number in 0..p-1, which the encoding of a point calls the sign of x.</summary>
    internal bool IsOdd => (Reduced().l0 & 1) == 1;

    /// <summary>The unique representative in 0..p-1.</summary>
    private FieldElement Reduced()
    {
        unchecked
        {
            var r = Carry(this);
            ulong q = (r.l0 + 19) >> 51;
            q = (r.l1 + q) >> 51;
            q = (r.l2 + q) >> 51;
            q = (r.l3 + q) >> 51;
            q = (r.l4 + q) >> 51;
            ulong c0 = r.l0 + (19 * q);
            ulong c1 = r.l1 + (c0 >> 51);
            ulong c2 = r.l2 + (c1 >> 51);
            ulong c3 = r.l3 + (c2 >> 51);
            ulong c4 = r.l4 + (c3 >> 51);
            return new(c0 & Mask, c1 & Mask, c2 & Mask, c3 & Mask, c4 & Mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FieldElement Reduce(ref Wide r0, ref Wide r1, ref Wide r2, ref Wide r3, ref Wide r4)
    {
        unchecked
        {
            r1.Add(r0.Over51);
            r2.Add(r1.Over51);
            r3.Add(r2.Over51);
            r4.Add(r3.Over51);
            var c0 = (r0.Low & Mask) + (r4.Over51 * 19);
            var c1 = (r1.Low & Mask) + (c0 >> 51);
            return new(c0 & Mask, c1, r2.Low & Mask, r3.Low & Mask, r4.Low & Mask);
        }
    }

    /// <summary>A sum of products in 128 bits.</summary>
    private struct Wide
    {
        private ulong high;

        internal ulong Low { get; private set; }

        internal readonly ulong Over51 => (high << 13) | (Low >> 51);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Add(ulong x, ulong y)
        {
            unchecked
            {
                high += Math.BigMul(x, y, out var low);
                Add(low);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Add(ulong x)
        {
            unchecked
            {
                Low += x;
                high += Low < x ? 1UL : 0UL;
            }
        }
    }
}
