using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Keys;

/// <summary>An Ed25519 key that signs; what it may sign is decided by the type that derives from it. Disposing wipes it.</summary>
public abstract class SigningKey : IDisposable
{
    /// <summary>Seed length in bytes.</summary>
    public const int SeedSize = 32;

    private readonly Key key;

    private protected SigningKey(Key key)
    {
        this.key = key;
        PublicKey = Hash32.From(key.PublicKey.Span);
    }

    /// <summary>The public key.</summary>
    public Hash32 PublicKey { get; }

    /// <summary>key_id of the public key.</summary>
    public Id16 KeyId => Sic.SigningKeyId(PublicKey.Span);

    public void Dispose()
    {
        key.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Signs a hash that already carries its label: 64 bytes.</summary>
    internal byte[] Sign(ReadOnlySpan<byte> labelledHash) => SignatureAlgorithm.Ed25519.Sign(key, labelledHash);

    /// <summary>The seed, for a vault, an encrypted file or a host's key file.</summary>
    internal Secret ExportSeed() => key.ExportSeed();

    private protected static Key ImportKey(ReadOnlySpan<byte> seed) =>
        Key.Import(SignatureAlgorithm.Ed25519, seed, KeyExportPolicy.AllowPlaintextExport);

    private protected static Key CreateKey(IEntropy entropy) =>
        Key.Create(SignatureAlgorithm.Ed25519, entropy, KeyExportPolicy.AllowPlaintextExport);
}

/// <summary>isk: signs everything an officer writes, the officer's certificate and freshness.</summary>
public sealed class OfficerSigningKey : SigningKey
{
    private OfficerSigningKey(Key key)
        : base(key)
    {
    }

    public static OfficerSigningKey FromSeed(ReadOnlySpan<byte> seed) => new(ImportKey(seed));

    public static OfficerSigningKey Create(IEntropy entropy) => new(CreateKey(entropy));
}

/// <summary>root: signs directories and recovery statements.</summary>
public sealed class RootKey : SigningKey
{
    private RootKey(Key key)
        : base(key)
    {
    }

    public static RootKey FromSeed(ReadOnlySpan<byte> seed) => new(ImportKey(seed));

    public static RootKey Create(IEntropy entropy) => new(CreateKey(entropy));
}

/// <summary>The reporter's auth key: signs the reporter's objects and logins.</summary>
public sealed class ReporterSigningKey : SigningKey
{
    private ReporterSigningKey(Key key)
        : base(key)
    {
    }

    public static ReporterSigningKey FromSeed(ReadOnlySpan<byte> seed) => new(ImportKey(seed));
}

/// <summary>The key an officer or administrator signs in with, derived from the passphrase.</summary>
public sealed class LoginKey : SigningKey
{
    private LoginKey(Key key)
        : base(key)
    {
    }

    public static LoginKey FromSeed(ReadOnlySpan<byte> seed) => new(ImportKey(seed));
}
