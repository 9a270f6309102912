namespace IntegrityChannel.Crypto.Protocol.Primitives;

// X25519
//
//   References     RFC 7748
//   Seed           32 bytes (the scalar; clamped in use)
//   Public key     32 bytes, any value (a low-order one makes Agree answer null)
//   Shared secret  32 bytes
/// <summary>Key agreement. One member: <see cref="X25519"/>.</summary>
public sealed class KeyAgreementAlgorithm : Algorithm
{
    private const int Size = 32;

    private KeyAgreementAlgorithm()
        : base("X25519", Size, Size)
    {
    }

    /// <summary>X25519 of RFC 7748.</summary>
    public static KeyAgreementAlgorithm X25519 { get; } = new();

    /// <summary>The 32 shared bytes, or null when the other side's key is of low order (the result would be all zeros).</summary>
    public Secret? Agree(Key key, PublicKey otherParty)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(otherParty);
        var shared = new Secret(Size);
        if (CryptoAdapter.Current.TryAgree(key.HandleFor(this), otherParty.SpanFor(this), shared.Writable))
        {
            return shared;
        }

        shared.Dispose();
        return null;
    }

    internal override KeyHandle ImportCore(ReadOnlySpan<byte> seed, Span<byte> publicKey, KeyExportPolicy policy) =>
        CryptoAdapter.Current.ImportAgreementScalar(seed, publicKey, policy);

    internal override bool IsPublicKeyCore(ReadOnlySpan<byte> publicKey) => true;
}
