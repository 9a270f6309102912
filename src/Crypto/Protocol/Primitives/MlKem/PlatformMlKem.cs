using System.Security.Cryptography;

namespace IntegrityChannel.Crypto.Protocol.Primitives.MlKem;

/// <summary>ML-KEM-768 of the base library; present where its OpenSSL is 3.5 or later.</summary>
internal sealed class PlatformMlKem : MlKemPrivateKey
{
    private readonly MLKem key;

    private PlatformMlKem(MLKem key) => this.key = key;

    internal static bool IsSupported => MLKem.IsSupported;

    internal static PlatformMlKem Import(ReadOnlySpan<byte> seed, Span<byte> encapsulationKey)
    {
        var key = MLKem.ImportPrivateSeed(MLKemAlgorithm.MLKem768, seed);
        key.ExportEncapsulationKey(encapsulationKey);
        return new PlatformMlKem(key);
    }

    internal override void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> shared) => key.Decapsulate(ciphertext, shared);

    public override void Dispose() => key.Dispose();
}
