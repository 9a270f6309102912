namespace IntegrityChannel.Crypto.Protocol.Primitives.MlKem;

// ML-KEM-768
//
//   References          FIPS 203 (final)
//   Seed                64 bytes d ‖ z
//   Encapsulation key   1 184 bytes      Ciphertext  1 088 bytes      Shared secret  32 bytes
//   Randomness          32 bytes an encapsulation
internal static class MlKem768
{
    internal const int Rank = 3;
    internal const int SeedSize = 64;
    internal const int EncapsulationKeySize = (Rank * PolynomialCodec.FullSize) + 32;
    internal const int CiphertextSize = (Rank * CompressedVectorPart) + CompressedScalar;
    internal const int SharedSize = 32;
    internal const int RandomnessSize = 32;

    /// <summary>256 coefficients of 10 bits.</summary>
    internal const int CompressedVectorPart = 320;

    /// <summary>256 coefficients of 4 bits.</summary>
    internal const int CompressedScalar = 128;

    /// <summary>
    /// Imports the seed: through the base library where its OpenSSL has ML-KEM (3.5 and later), else through the managed
    /// implementation. The two give the same bytes.
    /// </summary>
    internal static MlKemPrivateKey Import(ReadOnlySpan<byte> seed, Span<byte> encapsulationKey) =>
        PlatformMlKem.IsSupported
            ? PlatformMlKem.Import(seed, encapsulationKey)
            : ManagedMlKemKey.Import(seed, encapsulationKey);

    /// <summary>
    /// Encapsulates with the given 32 random bytes. Always managed: the base library draws its own randomness, which would
    /// take the entropy out of the caller's hands; nothing long-lived is secret here.
    /// </summary>
    internal static void Encapsulate(
        ReadOnlySpan<byte> encapsulationKey, ReadOnlySpan<byte> randomness, Span<byte> ciphertext, Span<byte> shared) =>
        ManagedMlKem.Encapsulate(encapsulationKey, randomness, ciphertext, shared);

    /// <summary>The check of FIPS 203 section 7.2: every coefficient below q.</summary>
    internal static bool IsEncapsulationKey(ReadOnlySpan<byte> bytes)
    {
        var unused = default(Polynomial);
        return bytes.Length == EncapsulationKeySize
            && PolynomialCodec.TryDecode(bytes[..PolynomialCodec.FullSize], ref unused)
            && PolynomialCodec.TryDecode(bytes.Slice(PolynomialCodec.FullSize, PolynomialCodec.FullSize), ref unused)
            && PolynomialCodec.TryDecode(bytes.Slice(2 * PolynomialCodec.FullSize, PolynomialCodec.FullSize), ref unused);
    }
}
