using IntegrityChannel.Crypto.Protocol.Primitives.Ed25519;

namespace IntegrityChannel.Crypto.Protocol.Primitives;

// Ed25519, strict profile (docs/protocol.md section 2)
//
//   References   RFC 8032; libsodium crypto_sign (or NSec) for the signature itself
//   Seed         32 bytes
//   Public key   32 bytes, canonical encoding of a point of prime order
//   Signature    64 bytes: R canonical, torsion-free and not the neutral element, S < L
internal sealed class Ed25519Algorithm : SignatureAlgorithm
{
    internal Ed25519Algorithm()
        : base("Ed25519", seedSize: 32, publicKeySize: 32, signatureSize: 64)
    {
    }

    internal override KeyHandle ImportCore(ReadOnlySpan<byte> seed, Span<byte> publicKey, KeyExportPolicy policy) =>
        CryptoAdapter.Current.ImportSigningSeed(seed, publicKey, policy);

    internal override bool IsPublicKeyCore(ReadOnlySpan<byte> publicKey) => StrictProfile.IsPrimeOrderPoint(publicKey);

    private protected override void SignCore(KeyHandle key, ReadOnlySpan<byte> data, Span<byte> signature) =>
        CryptoAdapter.Current.Sign(key, data, signature);

    // The native check comes first: it is the cheaper one and turns most forgeries away.
    private protected override bool VerifyCore(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        StrictProfile.IsReducedScalar(signature[32..])
        && CryptoAdapter.Current.Verify(publicKey, data, signature)
        && StrictProfile.IsPrimeOrderPoint(signature[..32]);
}
