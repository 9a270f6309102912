namespace IntegrityChannel.Crypto.Protocol.Primitives;

/// <summary>
/// The door to the library that computes. An adapter holds no logic; callers have checked every length. Chosen when compiling
/// (property Crypto), see <c>CryptoAdapter</c> in the adapter's folder. Not behind it, since both sets take them from the base library or our
/// own code: SHA-2 and SHA-3, AES-256-GCM, HKDF with SHA-512 and a short key, ML-KEM-768, and the strict profile of Ed25519.
/// </summary>
internal interface ICryptoAdapter
{
    /// <summary>Library and version, for people who run the system.</summary>
    string Description { get; }

    /// <summary>Ed25519: seed 32, public key 32. The policy goes to the library too, where it knows one.</summary>
    KeyHandle ImportSigningSeed(ReadOnlySpan<byte> seed, Span<byte> publicKey, KeyExportPolicy policy);

    /// <summary>Ed25519: signature 64.</summary>
    void Sign(KeyHandle key, ReadOnlySpan<byte> data, Span<byte> signature);

    /// <summary>Ed25519, the library's own rules; the strict profile is checked by the caller on top.</summary>
    bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    /// <summary>X25519: scalar 32, public key 32.</summary>
    KeyHandle ImportAgreementScalar(ReadOnlySpan<byte> scalar, Span<byte> publicKey, KeyExportPolicy policy);

    /// <summary>X25519: false when the result is all zeros.</summary>
    bool TryAgree(KeyHandle key, ReadOnlySpan<byte> publicKey, Span<byte> shared);

    /// <summary>ChaCha20-Poly1305: key 32, nonce 12, ciphertext = plaintext + 16, the tag at its end.</summary>
    void EncryptChaCha20Poly1305(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext);

    /// <summary>ChaCha20-Poly1305: false when the parts do not belong together; what the plaintext then holds is the caller's to wipe.</summary>
    bool TryDecryptChaCha20Poly1305(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext);

    /// <summary>HKDF-Extract-SHA-256: pseudo-random key 32.</summary>
    void ExtractSha256(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> keyMaterial, Span<byte> pseudoRandomKey);

    /// <summary>HKDF-Expand-SHA-256: pseudo-random key 32, output up to 8 160.</summary>
    void ExpandSha256(ReadOnlySpan<byte> pseudoRandomKey, ReadOnlySpan<byte> info, Span<byte> output);

    /// <summary>Argon2id 1.3 with one lane: salt 16, memory in KiB.</summary>
    void DeriveArgon2id(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, uint memoryKib, uint iterations, Span<byte> output);
}
