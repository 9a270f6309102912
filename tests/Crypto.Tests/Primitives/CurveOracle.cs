using System.Globalization;
using System.Numerics;

namespace IntegrityChannel.Crypto.Tests.Primitives;

/// <summary>
/// Edwards25519 by its definition, in big integers: slow, and nothing of it shared with the product. A point here may be any point
/// of the curve; whoever wants bytes encodes it.
/// </summary>
internal readonly record struct CurveOracle(BigInteger X, BigInteger Y)
{
    internal static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    internal static readonly BigInteger GroupOrder = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);
    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));

    internal static CurveOracle Neutral { get; } = new(0, 1);

    internal static CurveOracle Base { get; } = Decode(Convert.FromHexString("58" + new string('6', 62))) ?? throw new InvalidOperationException();

    /// <summary>The eight points of small order: the multiples of one of order 8, found as L times a point that has such a component.</summary>
    internal static IReadOnlyList<CurveOracle> SmallOrder { get; } = FindSmallOrder();

    /// <summary>The definition: not neutral, and L times it is.</summary>
    internal bool HasPrimeOrder => this != Neutral && Times(GroupOrder) == Neutral;

    public static CurveOracle operator +(CurveOracle p, CurveOracle q) => Affine(Add((p.X, p.Y, 1), (q.X, q.Y, 1)));

    internal CurveOracle Times(BigInteger scalar)
    {
        (BigInteger, BigInteger, BigInteger) sum = (0, 1, 1);
        for (var doubled = (X, Y, BigInteger.One); scalar > 0; scalar >>= 1, doubled = Add(doubled, doubled))
        {
            sum = scalar.IsEven ? sum : Add(sum, doubled);
        }

        return Affine(sum);
    }

    internal byte[] Encode()
    {
        var bytes = new byte[32];
        Assert.True(Y.TryWriteBytes(bytes, out _, isUnsigned: true));
        bytes[31] |= (byte)(X.IsEven ? 0 : 0x80);
        return bytes;
    }

    /// <summary>Null unless the bytes are the canonical encoding of a point.</summary>
    internal static CurveOracle? Decode(ReadOnlySpan<byte> bytes)
    {
        var y = new BigInteger(bytes, isUnsigned: true) & ((BigInteger.One << 255) - 1);
        if (y >= P || Root((y * y - 1) * Inverse((D * y * y) + 1)) is not { } x || (x.IsZero && bytes[31] >> 7 == 1))
        {
            return null;
        }

        return new(x.IsEven == (bytes[31] >> 7 == 0) ? x : P - x, y);
    }

    /// <summary>A square root modulo p, or null.</summary>
    internal static BigInteger? Root(BigInteger square)
    {
        square = Mod(square);
        var root = BigInteger.ModPow(square, (P + 3) / 8, P);
        root = Mod(root * root) == square ? root : Mod(root * BigInteger.ModPow(2, (P - 1) / 4, P));
        return Mod(root * root) == square ? root : null;
    }

    internal static BigInteger Mod(BigInteger value) => ((value % P) + P) % P;

    internal static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(Mod(value), P - 2, P);

    // The complete addition of RFC 8032 section 5.1.4 with x = X/Z and y = Y/Z, so that it divides once at the end.
    private static (BigInteger X, BigInteger Y, BigInteger Z) Add((BigInteger X, BigInteger Y, BigInteger Z) p, (BigInteger X, BigInteger Y, BigInteger Z) q)
    {
        var (xx, yy, z) = (p.X * q.X % P, p.Y * q.Y % P, p.Z * q.Z % P);
        var (zz, k) = (z * z % P, D * xx % P * yy % P);
        var (minus, plus) = (Mod(zz - k), Mod(zz + k));
        return (z * minus % P * ((p.X * q.Y) + (q.X * p.Y)) % P, z * plus % P * (yy + xx) % P, minus * plus % P);
    }

    private static CurveOracle Affine((BigInteger X, BigInteger Y, BigInteger Z) point) =>
        new(Mod(point.X * Inverse(point.Z)), Mod(point.Y * Inverse(point.Z)));

    private static List<CurveOracle> FindSmallOrder()
    {
        for (var y = 2; ; y++)
        {
            if (Decode([(byte)y, .. new byte[31]]) is { } point && point.Times(GroupOrder) is var small && small.Times(4) != Neutral)
            {
                return [.. Enumerable.Range(0, 8).Select(times => small.Times(times))];
            }
        }
    }
}
