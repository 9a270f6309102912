using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Primitives.MlKem;

namespace IntegrityChannel.Crypto.Protocol.Primitives;

// X-Wing
//
//   References     draft-connolly-cfrg-xwing-kem; HPKE KEM id 0x647A
//   Seed           32 bytes, expanded by SHAKE256 to the ML-KEM seed (64) and the X25519 scalar (32)
//   Public key     1 216 bytes: ML-KEM-768 (1 184) ‖ X25519 (32)
//   Encapsulation  1 120 bytes: ML-KEM-768 (1 088) ‖ X25519 (32), from 64 random bytes
//   Shared secret  32 bytes: SHA3-256(ss_M ‖ ss_X ‖ ct_X ‖ pk_X ‖ label)
internal sealed class XWingAlgorithm : KemAlgorithm
{
    private const int PointSize = 32;

    internal XWingAlgorithm()
        : base(
            "X-Wing",
            seedSize: 32,
            publicKeySize: MlKem768.EncapsulationKeySize + PointSize,
            encapsulationSize: MlKem768.CiphertextSize + PointSize,
            randomnessSize: MlKem768.RandomnessSize + PointSize)
    {
    }

    private static ReadOnlySpan<byte> Label => @"\.//^\"u8;

    /// <summary>The seed is kept where it may be exported only; the two halves never leave their handles.</summary>
    internal override KeyHandle ImportCore(ReadOnlySpan<byte> seed, Span<byte> publicKey, KeyExportPolicy policy) => new XWingKey(seed, publicKey, policy);

    /// <summary>The ML-KEM part must be reduced; every X25519 part is accepted here and judged when it is used.</summary>
    internal override bool IsPublicKeyCore(ReadOnlySpan<byte> publicKey) =>
        MlKem768.IsEncapsulationKey(publicKey[..MlKem768.EncapsulationKeySize]);

    private protected override Secret? EncapsulateCore(ReadOnlySpan<byte> recipient, ReadOnlySpan<byte> randomness, Span<byte> encapsulation)
    {
        using var ephemeral = Key.Import(KeyAgreementAlgorithm.X25519, randomness[MlKem768.RandomnessSize..]);
        var point = recipient[MlKem768.EncapsulationKeySize..];
        using var classical = Agree(ephemeral, point);
        if (classical is null)
        {
            return null;
        }

        using var postQuantum = new Secret(MlKem768.SharedSize);
        MlKem768.Encapsulate(
            recipient[..MlKem768.EncapsulationKeySize],
            randomness[..MlKem768.RandomnessSize],
            encapsulation[..MlKem768.CiphertextSize],
            postQuantum.Writable);
        ephemeral.PublicKey.Span.CopyTo(encapsulation[MlKem768.CiphertextSize..]);
        return Combine(postQuantum, classical, ephemeral.PublicKey.Span, point);
    }

    private protected override Secret? DecapsulateCore(KeyHandle key, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> encapsulation)
    {
        var own = (XWingKey)key;
        var point = encapsulation[MlKem768.CiphertextSize..];
        using var classical = Agree(own.Classical, point);
        if (classical is null)
        {
            return null;
        }

        using var postQuantum = new Secret(MlKem768.SharedSize);
        own.PostQuantum.Decapsulate(encapsulation[..MlKem768.CiphertextSize], postQuantum.Writable);
        return Combine(postQuantum, classical, point, publicKey[MlKem768.EncapsulationKeySize..]);
    }

    private static Secret? Agree(Key key, ReadOnlySpan<byte> point) =>
        KeyAgreementAlgorithm.X25519.Agree(key, PublicKey.FromTrusted(KeyAgreementAlgorithm.X25519, point.ToArray()));

    private static Secret Combine(Secret postQuantum, Secret classical, ReadOnlySpan<byte> sentPoint, ReadOnlySpan<byte> recipientPoint)
    {
        using var input = new Secret((4 * PointSize) + Label.Length);
        var at = input.Writable;
        postQuantum.Span.CopyTo(at);
        classical.Span.CopyTo(at[32..]);
        sentPoint.CopyTo(at[64..]);
        recipientPoint.CopyTo(at[96..]);
        Label.CopyTo(at[128..]);
        var shared = new Secret(SHA3_256.HashSizeInBytes);
        SHA3_256.HashData(input.Span, shared.Writable);
        return shared;
    }

    /// <summary>The two halves, expanded once from the seed.</summary>
    private sealed class XWingKey : KeyHandle
    {
        private readonly Secret? exportable;

        internal XWingKey(ReadOnlySpan<byte> seed, Span<byte> publicKey, KeyExportPolicy policy)
        {
            exportable = policy is KeyExportPolicy.AllowPlaintextExport ? Secret.Copy(seed) : null;
            using var expanded = new Secret(MlKem768.SeedSize + PointSize);
            Shake256.HashData(seed, expanded.Writable);
            PostQuantum = MlKem768.Import(expanded.Span[..MlKem768.SeedSize], publicKey[..MlKem768.EncapsulationKeySize]);
            Classical = Key.Import(KeyAgreementAlgorithm.X25519, expanded.Span[MlKem768.SeedSize..]);
            Classical.PublicKey.Span.CopyTo(publicKey[MlKem768.EncapsulationKeySize..]);
        }

        internal MlKemPrivateKey PostQuantum { get; }

        internal Key Classical { get; }

        internal override void Export(Span<byte> destination) => (exportable ?? throw Errors.ExportNotAllowed()).Span.CopyTo(destination);

        public override void Dispose()
        {
            exportable?.Dispose();
            PostQuantum.Dispose();
            Classical.Dispose();
        }
    }
}
