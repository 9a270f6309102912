using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Crypto.Tests.Primitives;

public sealed class KeyTests
{
    public static TheoryData<string> Algorithms => ["Ed25519", "X25519", "X-Wing"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_seed_is_exported_only_where_the_maker_allowed_it(string name)
    {
        var algorithm = Find(name);
        var seed = new SeededEntropy(name).Bytes(algorithm.SeedSize);
        using var closed = Key.Import(algorithm, seed);
        using var open = Key.Import(algorithm, seed, KeyExportPolicy.AllowPlaintextExport);
        Assert.Throws<InvalidOperationException>(closed.ExportSeed);
        using var exported = open.ExportSeed();
        Assert.True(exported.FixedTimeEquals(seed));
        Assert.Equal(closed.PublicKey, open.PublicKey);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void The_adapters_handle_itself_refuses_an_export_that_was_not_allowed(string name)
    {
        var algorithm = Find(name);
        using var handle = algorithm.ImportCore(new SeededEntropy(name).Bytes(algorithm.SeedSize), new byte[algorithm.PublicKeySize], KeyExportPolicy.None);
        Assert.Throws<InvalidOperationException>(() => handle.Export(new byte[algorithm.SeedSize]));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_disposed_key_and_a_seed_of_another_length_are_refused(string name)
    {
        var algorithm = Find(name);
        var key = Key.Create(algorithm, new SeededEntropy(name), KeyExportPolicy.AllowPlaintextExport);
        key.Dispose();
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(key.ExportSeed);
        Assert.Throws<ArgumentException>(() => Key.Import(algorithm, new byte[algorithm.SeedSize + 1]));
        Assert.False(PublicKey.TryImport(algorithm, new byte[algorithm.PublicKeySize - 1], out _));
    }

    [Fact]
    public void A_key_of_another_algorithm_is_refused()
    {
        using var key = Key.Create(KeyAgreementAlgorithm.X25519, new SeededEntropy("k"));
        Assert.Throws<ArgumentException>(() => SignatureAlgorithm.Ed25519.Sign(key, []));
        Assert.Throws<ArgumentException>(() => SignatureAlgorithm.Ed25519.Verify(key.PublicKey, [], new byte[64]));
    }

    [Fact]
    public void A_disposed_secret_is_wiped_and_never_prints()
    {
        var secret = Secret.Copy([1, 2, 3]);
        var view = secret.Span;
        Assert.Equal(nameof(Secret), secret.ToString());
        secret.Dispose();
        Assert.Equal([0, 0, 0], view.ToArray());
        Assert.Throws<ObjectDisposedException>(() => secret.Span.Length);
    }

    private static Algorithm Find(string name) =>
        new Algorithm[] { SignatureAlgorithm.Ed25519, KeyAgreementAlgorithm.X25519, KemAlgorithm.XWing }.Single(a => a.Name == name);
}
