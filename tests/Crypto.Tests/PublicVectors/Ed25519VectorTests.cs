using System.Text;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Primitives.Ed25519;

namespace IntegrityChannel.Crypto.Tests.PublicVectors;

public sealed class Ed25519VectorTests
{
    private static readonly SignatureAlgorithm Ed25519 = SignatureAlgorithm.Ed25519;

    [Fact]
    public void Wycheproof_signatures_are_judged_as_expected()
    {
        foreach (var test in PublicVectorFiles.Wycheproof("ed25519"))
        {
            var key = test.Group.GetProperty("publicKey").Hex("pk");
            Assert.True(Verifies(key, test["msg"], test["sig"]) == test.IsValid, test.Label);
        }
    }

    /// <summary>Among the 914 edge cases exactly those without any irregularity of A, R or S verify.</summary>
    [Fact]
    public void The_914_edge_cases_verify_only_without_low_order_or_non_canonical_parts()
    {
        var all = PublicVectorFiles.Json("cctv/ed25519vectors.json");
        Assert.Equal(914, all.GetArrayLength());
        var accepted = 0;
        foreach (var test in all.EnumerateArray())
        {
            var flags = test.GetProperty("flags");
            var regular = flags.ValueKind != System.Text.Json.JsonValueKind.Array || flags.GetArrayLength() == 0;
            var verdict = Verifies(test.Hex("key"), Encoding.UTF8.GetBytes(test.GetProperty("msg").GetString()!), test.Hex("sig"));
            Assert.True(verdict == regular, $"number {test.GetProperty("number")}, flags {flags}");
            accepted += verdict ? 1 : 0;
        }

        Assert.InRange(accepted, 1, 43);
    }

    private static bool Verifies(byte[] key, byte[] message, byte[] signature) =>
        PublicKey.TryImport(Ed25519, key, out var publicKey) && Ed25519.Verify(publicKey, message, signature);
}
