using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Keys;

/// <summary>Verification under the strict Ed25519 profile: the public key is checked at every use.</summary>
internal static class Signatures
{
    internal static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Verify(Import(publicKey), message, signature);

    /// <summary>False without a key.</summary>
    internal static bool Verify(PublicKey? key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        key is not null && SignatureAlgorithm.Ed25519.Verify(key, message, signature);

    /// <summary>A canonical public key of prime order; null for other bytes.</summary>
    internal static PublicKey? Import(ReadOnlySpan<byte> publicKey) =>
        PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, out var key) ? key : null;
}
