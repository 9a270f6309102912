using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Primitives.MlKem;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Crypto.Tests.Primitives;

public sealed class KemTests
{
    [Fact]
    public void What_is_sealed_to_a_key_opens_with_it_and_with_no_other()
    {
        var entropy = new SeededEntropy("10");
        using var key = Key.Create(KemAlgorithm.XWing, entropy);
        using var other = Key.Create(KemAlgorithm.XWing, entropy);
        var (enc, ciphertext) = Seal(key.PublicKey, entropy);
        Assert.True(Hpke.TryOpen(key, enc, "info"u8, "aad"u8, ciphertext, out var plaintext));
        Assert.True(plaintext.FixedTimeEquals("thirty-two bytes of key material"u8));
        Assert.False(Hpke.TryOpen(other, enc, "info"u8, "aad"u8, ciphertext, out _));
        Assert.False(Hpke.TryOpen(key, enc, "inf"u8, "aad"u8, ciphertext, out _));
        Assert.False(Hpke.TryOpen(key, enc, "info"u8, "aa"u8, ciphertext, out _));
        Assert.False(Hpke.TryOpen(key, enc, "info"u8, "aad"u8, ciphertext.AsSpan(1), out _));
        Assert.False(Hpke.TryOpen(key, enc.AsSpan(1), "info"u8, "aad"u8, ciphertext, out _));
        Assert.False(Hpke.TryOpen(key, enc, "info"u8, "aad"u8, ciphertext.AsSpan(0, 15), out _));
    }

    [Fact]
    public void Every_flipped_bit_of_encapsulation_and_ciphertext_is_refused()
    {
        var entropy = new SeededEntropy("11");
        using var key = Key.Create(KemAlgorithm.XWing, entropy);
        var (enc, ciphertext) = Seal(key.PublicKey, entropy);
        byte[] all = [.. enc, .. ciphertext];
        for (var at = 0; at < all.Length; at++)
        {
            // The highest bit of the X25519 part is ignored by that function but not by the combiner, so it counts too.
            foreach (var bit in at < enc.Length - 32 ? new[] { at % 8 } : [0, 1, 2, 3, 4, 5, 6, 7])
            {
                all[at] ^= (byte)(1 << bit);
                Assert.False(Hpke.TryOpen(key, all.AsSpan(0, enc.Length), "info"u8, "aad"u8, all.AsSpan(enc.Length), out _));
                all[at] ^= (byte)(1 << bit);
            }
        }
    }

    [Fact]
    public void A_public_key_whose_agreement_part_is_of_low_order_cannot_be_sealed_to()
    {
        var entropy = new SeededEntropy("12");
        using var key = Key.Create(KemAlgorithm.XWing, entropy);
        var bytes = key.PublicKey.ToArray();
        bytes.AsSpan(MlKem768.EncapsulationKeySize).Clear();
        Assert.True(PublicKey.TryImport(KemAlgorithm.XWing, bytes, out var low));
        Assert.False(Hpke.TrySeal(low, [], [], [1], entropy, new byte[Hpke.EncapsulationSize], new byte[17]));
    }

    [Fact]
    public void Compression_equals_the_formula_with_a_division_for_every_coefficient()
    {
        foreach (var d in new[] { 1, 4, 10 })
        {
            for (var x = 0; x < Modulus.Q; x++)
            {
                var expected = ((x * (1 << d)) + (Modulus.Q / 2)) / Modulus.Q % (1 << d);
                Assert.Equal((uint)expected, Modulus.Compress((ushort)x, d));
            }

            for (uint y = 0; y < 1 << d; y++)
            {
                Assert.Equal((int)((y * Modulus.Q * 2) + (1 << d)) >> (d + 1), Modulus.Decompress(y, d));
            }
        }
    }

    [Fact]
    public void Reduction_is_exact_up_to_its_limit()
    {
        for (uint x = 0; x <= Modulus.ReduceLimit; x++)
        {
            if (x % Modulus.Q != Modulus.Reduce(x))
            {
                Assert.Fail($"wrong at {x}");
            }
        }
    }

    private static (byte[] Enc, byte[] Ciphertext) Seal(PublicKey recipient, SeededEntropy entropy)
    {
        var enc = new byte[Hpke.EncapsulationSize];
        var plaintext = "thirty-two bytes of key material"u8;
        var ciphertext = new byte[plaintext.Length + Hpke.TagSize];
        Assert.True(Hpke.TrySeal(recipient, "info"u8, "aad"u8, plaintext, entropy, enc, ciphertext));
        return (enc, ciphertext);
    }
}
