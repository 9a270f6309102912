using System.Numerics;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Primitives.Ed25519;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Crypto.Tests.Primitives;

public sealed class Ed25519Tests
{
    private static readonly BigInteger GroupOrder = CurveOracle.GroupOrder;

    /// <summary>The eight points of small order in canonical encoding; only the neutral one (the first) has an order that divides L.</summary>
    private static readonly string[] SmallOrder =
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ];

    [Fact]
    public void The_first_known_answer_of_RFC_8032_holds()
    {
        var seed = Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        using var key = Key.Import(SignatureAlgorithm.Ed25519, seed);
        Assert.Equal("D75A980182B10AB7D54BFED3C964073A0EE172F3DAA62325AF021A68F707511A", Convert.ToHexString(key.PublicKey.Span));
        Assert.Equal(
            "E5564300C360AC729086E2CC806E828A84877F1EB8E5D974D873E065224901555FB8821590A33BACC61E39701CF9B46BD25BF5F0595BBE24655141438E7A100B",
            Convert.ToHexString(SignatureAlgorithm.Ed25519.Sign(key, [])));
    }

    [Fact]
    public void A_signature_verifies_and_every_flipped_bit_breaks_it()
    {
        using var key = Key.Create(SignatureAlgorithm.Ed25519, new SeededEntropy("1"));
        byte[] message = [1, 2, 3];
        var signature = SignatureAlgorithm.Ed25519.Sign(key, message);
        Assert.True(SignatureAlgorithm.Ed25519.Verify(key.PublicKey, message, signature));
        for (var bit = 0; bit < signature.Length * 8; bit++)
        {
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(SignatureAlgorithm.Ed25519.Verify(key.PublicKey, message, signature));
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void A_signature_of_another_length_does_not_verify()
    {
        using var key = Key.Create(SignatureAlgorithm.Ed25519, new SeededEntropy("2"));
        var signature = SignatureAlgorithm.Ed25519.Sign(key, []);
        Assert.False(SignatureAlgorithm.Ed25519.Verify(key.PublicKey, [], signature.AsSpan(1)));
        Assert.False(SignatureAlgorithm.Ed25519.Verify(key.PublicKey, [], [.. signature, 0]));
    }

    [Fact]
    public void Points_of_small_order_are_no_public_keys()
    {
        foreach (var point in SmallOrder)
        {
            Assert.False(PublicKey.TryImport(SignatureAlgorithm.Ed25519, Convert.FromHexString(point), out _), point);
        }
    }

    [Fact]
    public void Public_keys_of_random_seeds_have_prime_order()
    {
        var entropy = new SeededEntropy("3");
        for (var i = 0; i < 200; i++)
        {
            using var key = Key.Create(SignatureAlgorithm.Ed25519, entropy);
            Assert.True(StrictProfile.IsPrimeOrderPoint(key.PublicKey.Span));
        }
    }

    [Fact]
    public void Adding_any_point_of_small_order_makes_a_key_refused()
    {
        var entropy = new SeededEntropy("4");
        for (var i = 0; i < 20; i++)
        {
            using var key = Key.Create(SignatureAlgorithm.Ed25519, entropy);
            var point = CurveOracle.Decode(key.PublicKey.Span)!.Value;
            foreach (var small in SmallOrder)
            {
                var sum = point + CurveOracle.Decode(Convert.FromHexString(small))!.Value;
                Assert.Equal(small == SmallOrder[0], PublicKey.TryImport(SignatureAlgorithm.Ed25519, sum.Encode(), out _));
            }
        }
    }

    [Fact]
    public void Encodings_that_are_not_canonical_or_not_on_the_curve_are_refused()
    {
        string[] refused =
        [
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "0100000000000000000000000000000000000000000000000000000000000080",
            "0200000000000000000000000000000000000000000000000000000000000000",
        ];
        Assert.All(refused, r => Assert.False(EdwardsPoint.TryDecode(Convert.FromHexString(r), out _), r));
        Assert.False(StrictProfile.IsPrimeOrderPoint(new byte[31]));
    }

    [Fact]
    public void A_scalar_is_reduced_only_below_the_group_order()
    {
        Assert.True(IsReduced(GroupOrder - 1));
        Assert.True(IsReduced(0));
        Assert.False(IsReduced(GroupOrder));
        Assert.False(IsReduced(GroupOrder + 1));
        Assert.False(IsReduced(BigInteger.Pow(2, 256) - 1));
        Assert.False(StrictProfile.IsReducedScalar(new byte[33]));
    }

    [Fact]
    public void I_15_a_signature_with_S_plus_the_group_order_is_refused()
    {
        using var key = Key.Create(SignatureAlgorithm.Ed25519, new SeededEntropy("5"));
        var signature = SignatureAlgorithm.Ed25519.Sign(key, [7]);
        var shifted = new BigInteger(signature.AsSpan(32), isUnsigned: true) + GroupOrder;
        shifted.ToByteArray(isUnsigned: true).CopyTo(signature, 32);
        Assert.False(SignatureAlgorithm.Ed25519.Verify(key.PublicKey, [7], signature));
    }

    /// <summary>The mutant: the bare equation [S]B = R + [k]A holds for S plus the group order too, so only the strict profile refuses it.</summary>
    [Fact]
    public void I_15_the_equation_alone_would_accept_S_plus_the_group_order()
    {
        using var key = Key.Create(SignatureAlgorithm.Ed25519, new SeededEntropy("5"));
        var signature = SignatureAlgorithm.Ed25519.Sign(key, [7]);
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true);
        Assert.True(EquationHolds(key.PublicKey.Span, [7], signature.AsSpan(0, 32), s));
        Assert.True(EquationHolds(key.PublicKey.Span, [7], signature.AsSpan(0, 32), s + GroupOrder));
        Assert.False(EquationHolds(key.PublicKey.Span, [7], signature.AsSpan(0, 32), s + 1));
    }

    /// <summary>RFC 8032 section 5.1.7, step 3, and nothing else.</summary>
    private static bool EquationHolds(ReadOnlySpan<byte> publicKey, byte[] message, ReadOnlySpan<byte> r, BigInteger s)
    {
        var k = new BigInteger(SHA512.HashData([.. r, .. publicKey, .. message]), isUnsigned: true) % GroupOrder;
        return CurveOracle.Base.Times(s) == CurveOracle.Decode(r)!.Value + CurveOracle.Decode(publicKey)!.Value.Times(k);
    }

    private static bool IsReduced(BigInteger scalar)
    {
        Span<byte> bytes = stackalloc byte[32];
        Assert.True(scalar.TryWriteBytes(bytes, out _, isUnsigned: true));
        return StrictProfile.IsReducedScalar(bytes);
    }
}
