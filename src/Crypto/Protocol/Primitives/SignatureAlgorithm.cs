namespace IntegrityChannel.Crypto.Protocol.Primitives;

/// <summary>Signatures. One member: <see cref="Ed25519"/>.</summary>
public abstract class SignatureAlgorithm : Algorithm
{
    private protected SignatureAlgorithm(string name, int seedSize, int publicKeySize, int signatureSize)
        : base(name, seedSize, publicKeySize) => SignatureSize = signatureSize;

    /// <summary>Ed25519 in the strict profile (RFC 8032; canonical, torsion-free A and R, S below L, cofactorless equation).</summary>
    public static SignatureAlgorithm Ed25519 { get; } = new Ed25519Algorithm();

    /// <summary>Bytes of a signature.</summary>
    public int SignatureSize { get; }

    /// <summary>Signs the data.</summary>
    public byte[] Sign(Key key, ReadOnlySpan<byte> data)
    {
        ArgumentNullException.ThrowIfNull(key);
        var signature = new byte[SignatureSize];
        SignCore(key.HandleFor(this), data, signature);
        return signature;
    }

    /// <summary>True if and only if the signature is valid under the strict profile; a wrong length is simply not valid.</summary>
    public bool Verify(PublicKey publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(publicKey);
        return signature.Length == SignatureSize && VerifyCore(publicKey.SpanFor(this), data, signature);
    }

    private protected abstract void SignCore(KeyHandle key, ReadOnlySpan<byte> data, Span<byte> signature);

    private protected abstract bool VerifyCore(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);
}
