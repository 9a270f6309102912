using System.Text.Json;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Sharing;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>
/// <c>integrity vectors random</c>: answers to questions that nobody has asked before, one JSON object a line, for another implementation to compare its
/// own with. All values are hexadecimal; the secrets in them protect nothing.
/// </summary>
internal static class RandomCases
{
    internal const int Most = 10_000;

    /// <summary>Writes <paramref name="count"/> cases of X-Wing with HPKE and as many of Shamir's scheme.</summary>
    internal static void Write(int count, IEntropy entropy, TextWriter output)
    {
        for (var index = 0; index < count; index++)
        {
            output.WriteLine(JsonSerializer.Serialize(Wrap(index, entropy)));
            output.WriteLine(JsonSerializer.Serialize(Shares(index, entropy)));
        }
    }

    private static Dictionary<string, object> Wrap(int index, IEntropy entropy)
    {
        using var seed = Secret.Create(entropy, KemAlgorithm.XWing.SeedSize);
        using var key = Key.Import(KemAlgorithm.XWing, seed.Span);
        var (info, associated, plaintext) = (Bytes(entropy, index % 40), Bytes(entropy, index % 70), Bytes(entropy, 32));
        var (encapsulation, ciphertext) = (new byte[Hpke.EncapsulationSize], new byte[plaintext.Length + Hpke.TagSize]);
        Hpke.TrySeal(key.PublicKey, info, associated, plaintext, entropy, encapsulation, ciphertext);
        var damaged = (byte[])encapsulation.Clone();
        damaged[index * 31 % KyberPart] ^= (byte)(1 << (index % 8));
        return new Dictionary<string, object>
        {
            ["case"] = "x-wing",
            ["seed"] = Hex(seed.Span),
            ["publicKey"] = Hex(key.PublicKey.Span),
            ["info"] = Hex(info),
            ["associatedData"] = Hex(associated),
            ["plaintext"] = Hex(plaintext),
            ["encapsulation"] = Hex(encapsulation),
            ["ciphertext"] = Hex(ciphertext),
            ["sharedSecret"] = SharedSecret(key, encapsulation),
            ["damaged"] = Hex(damaged),
            ["secretOfDamaged"] = SharedSecret(key, damaged),
        };
    }

    // Only damage in the part of ML-KEM: it must be rejected implicitly, by a secret that depends on every byte; X25519 takes any point.
    private const int KyberPart = Hpke.EncapsulationSize - 32;

    private static string SharedSecret(Key key, byte[] encapsulation)
    {
        using var secret = KemAlgorithm.XWing.Decapsulate(key, encapsulation)!;
        return Hex(secret.Span);
    }

    private static Dictionary<string, object> Shares(int index, IEntropy entropy)
    {
        var threshold = 2 + (index % 3);
        using var secret = Secret.Create(entropy, SecretSharing.SecretSize);
        var shares = SecretSharing.Split(secret, threshold, threshold + (index % 2), entropy);
        try
        {
            return new Dictionary<string, object>
            {
                ["case"] = "shares",
                ["secret"] = Hex(secret.Span),
                ["threshold"] = threshold,
                ["shares"] = shares.Select(share => Hex(share.Span)).ToList(),
            };
        }
        finally
        {
            foreach (var share in shares)
            {
                share.Dispose();
            }
        }
    }

    private static byte[] Bytes(IEntropy entropy, int length)
    {
        var bytes = new byte[length];
        entropy.Fill(bytes);
        return bytes;
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
