using System.Numerics;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Primitives.Ed25519;
using IntegrityChannel.Crypto.Tests.PublicVectors;

namespace IntegrityChannel.Crypto.Tests.Primitives;

/// <summary>The fast test for prime order against the definition, L times the point, worked out in big integers.</summary>
public sealed class PrimeOrderTests
{
    /// <summary>A point of prime order plus each of the eight points of small order: only the first coset is right.</summary>
    [Fact]
    public void I_15_in_all_eight_cosets_the_answer_is_that_of_the_definition()
    {
        for (var number = 0; number < 24; number++)
        {
            var prime = CurveOracle.Base.Times(new BigInteger(SHA256.HashData([(byte)number]), isUnsigned: true));
            Assert.True(prime.HasPrimeOrder);
            foreach (var small in CurveOracle.SmallOrder)
            {
                var sum = prime + small;
                Assert.Equal(small == CurveOracle.Neutral, StrictProfile.IsPrimeOrderPoint(sum.Encode()));
                Assert.Equal(small == CurveOracle.Neutral, sum.HasPrimeOrder);
            }
        }
    }

    [Fact]
    public void I_15_points_chosen_by_their_bytes_get_the_answer_of_the_definition()
    {
        var (points, prime) = (0, 0);
        for (var number = 0; number < 200; number++)
        {
            var bytes = SHA256.HashData([1, (byte)number]);
            var expected = CurveOracle.Decode(bytes)?.HasPrimeOrder;
            Assert.Equal(expected == true, StrictProfile.IsPrimeOrderPoint(bytes));
            points += expected is null ? 0 : 1;
            prime += expected == true ? 1 : 0;
        }

        Assert.InRange(points, 60, 140);
        Assert.InRange(prime, 1, 40);
    }

    /// <summary>No point of small order passes, and neither do the negatives; their sums with the base point decide the order of h in the proof.</summary>
    [Fact]
    public void I_15_no_point_of_small_order_passes()
    {
        Assert.Equal(8, CurveOracle.SmallOrder.Distinct().Count());
        Assert.All(CurveOracle.SmallOrder, small => Assert.False(StrictProfile.IsPrimeOrderPoint(small.Encode())));
        var two = CurveOracle.SmallOrder[4];
        Assert.Equal(new CurveOracle(0, CurveOracle.P - 1), two);
        Assert.True(StrictProfile.IsPrimeOrderPoint(CurveOracle.Base.Encode()));
        Assert.False(StrictProfile.IsPrimeOrderPoint((CurveOracle.Base + two).Encode()));
    }

    /// <summary>The points of CCTV's 914 edge cases, which were made to lead implementations astray.</summary>
    [Fact]
    public void I_15_the_points_of_the_914_edge_cases_get_the_answer_of_the_definition()
    {
        var points = PublicVectorFiles.Json("cctv/ed25519vectors.json").EnumerateArray()
            .SelectMany(test => (string[])[Convert.ToHexString(test.Hex("key")), Convert.ToHexString(test.Hex("sig").AsSpan(0, 32))]).Distinct().ToList();
        Assert.InRange(points.Count, 20, 1828);
        foreach (var point in points)
        {
            var bytes = Convert.FromHexString(point);
            Assert.True((CurveOracle.Decode(bytes)?.HasPrimeOrder == true) == StrictProfile.IsPrimeOrderPoint(bytes), point);
        }
    }

    /// <summary>The control: step 1 of the proof alone, a square 1 - y^2, lets points of order 2 L and 4 L pass.</summary>
    [Fact]
    public void I_15_the_square_alone_would_let_four_cosets_pass()
    {
        var passed = CurveOracle.SmallOrder.Count(small => CurveOracle.Root(1 - BigInteger.Pow((CurveOracle.Base + small).Y, 2)) is not null);
        Assert.Equal(4, passed);
    }

    [Fact]
    public void The_constants_of_the_pairing_are_what_the_proof_says()
    {
        const int a = 486662;
        var c = Constant("067e45ffaa046ecc821a7d4bd1d3a1c57e4ffc03dc087bd2bb06a060f4ed260f");
        var m = Constant("1344889cef48a2e963934a28c7115a63efa6f4d77aa71fc2afc2a9f997f4e46b");
        Assert.Equal(CurveOracle.Mod(-(a + 2)), CurveOracle.Mod(c * c));
        Assert.Equal(a + 2, CurveOracle.Mod((m + 2) * (m + 2)));
        Assert.Null(CurveOracle.Root(m * (m + 2)));
        var source = CurveOracle.Base;
        var u = CurveOracle.Mod((1 + source.Y) * CurveOracle.Inverse(1 - source.Y));
        var v = CurveOracle.Mod(c * u * CurveOracle.Inverse(source.X));
        Assert.Equal(CurveOracle.Mod(u * ((u * u) + (a * u) + 1)), CurveOracle.Mod(v * v));
    }

    private static BigInteger Constant(string littleEndian) => new(Convert.FromHexString(littleEndian), isUnsigned: true);
}
