using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Keys;

/// <summary>Verification under the strict Ed25519 profile: the public key is checked at every use.</summary>
internal static class Signatures
{
    internal static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, out var key)
        && SignatureAlgorithm.Ed25519.Verify(key, message, signature);

    /// <summary>True for a canonical public key of prime order.</summary>
    internal static bool IsKey(ReadOnlySpan<byte> publicKey) => PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, out _);
}
