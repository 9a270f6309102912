namespace IntegrityChannel.Crypto.Protocol.Primitives;

/// <summary>
/// The door to the native library: all that suite 0x0001 needs and the base library lacks. An adapter holds no logic; callers
/// have checked every length. Chosen when compiling (property Crypto), see <c>CryptoAdapter</c> in the adapter's folder.
/// </summary>
internal interface ICryptoAdapter
{
    /// <summary>Library and version, for people who run the system.</summary>
    string Description { get; }

    /// <summary>Ed25519: seed 32, public key 32.</summary>
    KeyHandle ImportSigningSeed(ReadOnlySpan<byte> seed, Span<byte> publicKey);

    /// <summary>Ed25519: signature 64.</summary>
    void Sign(KeyHandle key, ReadOnlySpan<byte> data, Span<byte> signature);

    /// <summary>Ed25519, the library's own rules; the strict profile is checked by the caller on top.</summary>
    bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    /// <summary>X25519: scalar 32, public key 32.</summary>
    KeyHandle ImportAgreementScalar(ReadOnlySpan<byte> scalar, Span<byte> publicKey);

    /// <summary>X25519: false when the result is all zeros.</summary>
    bool TryAgree(KeyHandle key, ReadOnlySpan<byte> publicKey, Span<byte> shared);

    /// <summary>Argon2id 1.3 with one lane: salt 16, memory in KiB.</summary>
    void DeriveArgon2id(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, uint memoryKib, uint iterations, Span<byte> output);
}
