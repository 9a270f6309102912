using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Tests.PublicVectors;

public sealed class XWingVectorTests
{
    private const int XWing = 0x647A;

    [Fact]
    public void The_X_Wing_drafts_vectors_hold_in_both_directions()
    {
        var all = PublicVectorFiles.Json("xwing/test-vectors.json");
        Assert.True(all.GetArrayLength() >= 3);
        foreach (var test in all.EnumerateArray())
        {
            using var key = Key.Import(KemAlgorithm.XWing, test.Hex("seed"));
            Assert.Equal(test.Hex("pk"), key.PublicKey.ToArray());
            var sent = new byte[KemAlgorithm.XWing.EncapsulationSize];
            using var sender = KemAlgorithm.XWing.Encapsulate(key.PublicKey, new FixedEntropy(test.Hex("eseed")), sent);
            Assert.Equal(test.Hex("ct"), sent);
            Assert.True(sender!.FixedTimeEquals(test.Hex("ss")));
            using var receiver = KemAlgorithm.XWing.Decapsulate(key, sent);
            Assert.True(receiver!.FixedTimeEquals(test.Hex("ss")));
        }
    }

    [Fact]
    public void The_HPKE_vector_of_the_suite_holds()
    {
        var found = 0;
        foreach (var test in PublicVectorFiles.Json("hpke-pq/test-vectors.json").EnumerateArray())
        {
            if ((test.GetProperty("kem_id").GetInt32(), test.GetProperty("kdf_id").GetInt32(), test.GetProperty("aead_id").GetInt32()) != (XWing, 1, 3))
            {
                continue;
            }

            found++;
            using var key = Key.Import(KemAlgorithm.XWing, test.Hex("skRm"));
            Assert.Equal(test.Hex("pkRm"), key.PublicKey.ToArray());
            var first = test.GetProperty("encryptions")[0];
            var (info, aad, plaintext) = (test.Hex("info"), first.Hex("aad"), first.Hex("pt"));
            var enc = new byte[Hpke.EncapsulationSize];
            var ciphertext = new byte[plaintext.Length + Hpke.TagSize];
            Assert.True(Hpke.TrySeal(key.PublicKey, info, aad, plaintext, new FixedEntropy(test.Hex("ikmE")), enc, ciphertext));
            Assert.Equal(test.Hex("enc"), enc);
            Assert.Equal(first.Hex("ct"), ciphertext);
            Assert.True(Hpke.TryOpen(key, enc, info, aad, ciphertext, out var opened));
            Assert.True(opened.FixedTimeEquals(plaintext));
            opened.Dispose();
        }

        Assert.Equal(1, found);
    }

    private sealed class FixedEntropy(byte[] bytes) : IEntropy
    {
        public void Fill(Span<byte> destination)
        {
            Assert.Equal(bytes.Length, destination.Length);
            bytes.CopyTo(destination);
        }
    }
}
