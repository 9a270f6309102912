using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Tests.PublicVectors;

public sealed class AgreementAndCipherVectorTests
{
    [Fact]
    public void Wycheproof_X25519_agrees_or_refuses_a_result_of_zeros()
    {
        foreach (var test in PublicVectorFiles.Wycheproof("x25519"))
        {
            using var key = Key.Import(KeyAgreementAlgorithm.X25519, test["private"]);
            Assert.True(PublicKey.TryImport(KeyAgreementAlgorithm.X25519, test["public"], out var other));
            using var shared = KeyAgreementAlgorithm.X25519.Agree(key, other);
            Assert.True(shared is null == test.Has("ZeroSharedSecret"), test.Label);
            Assert.True(shared?.FixedTimeEquals(test["shared"]) ?? true, test.Label);
        }
    }

    [Fact]
    public void Wycheproof_ChaCha20_Poly1305_encrypts_and_refuses_as_expected() =>
        Check(AeadAlgorithm.ChaCha20Poly1305, "chacha20_poly1305", atLeast: 300);

    [Fact]
    public void Wycheproof_AES_256_GCM_encrypts_and_refuses_as_expected() =>
        Check(AeadAlgorithm.Aes256Gcm, "aes_gcm", atLeast: 60);

    [Fact]
    public void Wycheproof_HKDF_SHA_256_expands_as_expected()
    {
        foreach (var test in PublicVectorFiles.Wycheproof("hkdf_sha256").Where(t => t.IsValid))
        {
            using var prk = Hkdf.Extract(test["salt"], test["ikm"]);
            using var okm = Hkdf.Expand(prk.Span, test["info"], test.Test.GetProperty("size").GetInt32());
            Assert.True(okm.FixedTimeEquals(test["okm"]), test.Label);
        }
    }

    [Fact]
    public void Wycheproof_HKDF_SHA_512_expands_as_expected_and_refuses_too_much()
    {
        foreach (var test in PublicVectorFiles.Wycheproof("hkdf_sha512"))
        {
            var prk = HMACSHA512.HashData(test["salt"], test["ikm"]);
            var size = test.Test.GetProperty("size").GetInt32();
            if (!test.IsValid)
            {
                Assert.Throws<ArgumentOutOfRangeException>(() => Hkdf.ExpandSha512(prk, test["info"], size));
                continue;
            }

            using var okm = Hkdf.ExpandSha512(prk, test["info"], size);
            Assert.True(okm.FixedTimeEquals(test["okm"]), test.Label);
        }
    }

    /// <summary>Cases with keys, nonces or tags of other sizes concern interfaces that this room does not offer.</summary>
    private static void Check(AeadAlgorithm algorithm, string file, int atLeast)
    {
        var run = 0;
        foreach (var test in PublicVectorFiles.Wycheproof(file))
        {
            var (key, nonce, aad, message) = (test["key"], test["iv"], test["aad"], test["msg"]);
            byte[] sealedBytes = [.. test["ct"], .. test["tag"]];
            if (key.Length != AeadAlgorithm.KeySize || nonce.Length != AeadAlgorithm.NonceSize || test["tag"].Length != AeadAlgorithm.TagSize)
            {
                continue;
            }

            run++;
            var plaintext = new byte[test["ct"].Length];
            Assert.True(algorithm.TryDecrypt(key, nonce, aad, sealedBytes, plaintext) == test.IsValid, test.Label);
            Assert.True(plaintext.AsSpan().SequenceEqual(test.IsValid ? message : new byte[plaintext.Length]), test.Label);
            if (test.IsValid)
            {
                var again = new byte[message.Length + AeadAlgorithm.TagSize];
                algorithm.Encrypt(key, nonce, aad, message, again);
                Assert.True(again.AsSpan().SequenceEqual(sealedBytes), test.Label);
            }
        }

        Assert.True(run >= atLeast, $"{run} cases ran");
    }
}
