using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Keys;

/// <summary>An X-Wing key that receives data keys; who it belongs to is decided by the type that derives from it. Disposing wipes it.</summary>
public abstract class KemKey : IDisposable
{
    /// <summary>Seed length in bytes.</summary>
    public const int SeedSize = 32;

    private protected KemKey(Key key) => Key = key;

    /// <summary>1216 bytes.</summary>
    public ReadOnlyMemory<byte> PublicKey => Key.PublicKey.ToArray();

    /// <summary>key_id of the public key.</summary>
    public Id16 KeyId => Sic.KemKeyId(Key.PublicKey.Span);

    internal Key Key { get; }

    public void Dispose()
    {
        Key.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The seed, for a vault or for shares.</summary>
    internal Secret ExportSeed() => Key.ExportSeed();

    private protected static Key ImportKey(ReadOnlySpan<byte> seed) =>
        Key.Import(KemAlgorithm.XWing, seed, KeyExportPolicy.AllowPlaintextExport);

    private protected static Key CreateKey(IEntropy entropy) =>
        Key.Create(KemAlgorithm.XWing, entropy, KeyExportPolicy.AllowPlaintextExport);
}

/// <summary>ek: receives for an officer. Old ones stay in the vault, since old objects are wrapped to them.</summary>
public sealed class OfficerKemKey : KemKey
{
    private OfficerKemKey(Key key)
        : base(key)
    {
    }

    public static OfficerKemKey FromSeed(ReadOnlySpan<byte> seed) => new(ImportKey(seed));

    public static OfficerKemKey Create(IEntropy entropy) => new(CreateKey(entropy));
}

/// <summary>recovery: receives for reports that did not refuse it, never for notes; kept as shares only.</summary>
public sealed class RecoveryKey : KemKey
{
    private RecoveryKey(Key key)
        : base(key)
    {
    }

    public static RecoveryKey FromSeed(ReadOnlySpan<byte> seed) => new(ImportKey(seed));

    public static RecoveryKey Create(IEntropy entropy) => new(CreateKey(entropy));
}

/// <summary>The reporter's receiving key, derived from the code.</summary>
public sealed class ReporterKemKey : KemKey
{
    private ReporterKemKey(Key key)
        : base(key)
    {
    }

    public static ReporterKemKey FromSeed(ReadOnlySpan<byte> seed) => new(ImportKey(seed));
}
