using System.Security.Cryptography;

namespace IntegrityChannel.Crypto.Protocol.Primitives.MlKem;

/// <summary>The managed decapsulation key (FIPS 203, algorithms 16 and 18).</summary>
internal sealed class ManagedMlKemKey : MlKemPrivateKey
{
    private const int VectorSize = MlKem768.Rank * PolynomialCodec.FullSize;

    private readonly Polynomial[] secret = GC.AllocateArray<Polynomial>(MlKem768.Rank, pinned: true);
    private readonly byte[] encapsulationKey = new byte[MlKem768.EncapsulationKeySize];
    private readonly byte[] keyHash = new byte[32];
    private readonly Secret rejection;

    private ManagedMlKemKey(ReadOnlySpan<byte> rejection) => this.rejection = Secret.Copy(rejection);

    /// <summary>From the 64-byte seed d ‖ z; writes the encapsulation key.</summary>
    internal static ManagedMlKemKey Import(ReadOnlySpan<byte> seed, Span<byte> encapsulationKey)
    {
        Span<byte> input = stackalloc byte[33];
        Span<byte> seeds = stackalloc byte[64];
        seed[..32].CopyTo(input);
        input[32] = MlKem768.Rank;
        SHA3_512.HashData(input, seeds);
        var key = FromInnerSeeds(seeds[..32], seeds[32..], seed[32..]);
        key.encapsulationKey.CopyTo(encapsulationKey);
        CryptographicOperations.ZeroMemory(input);
        CryptographicOperations.ZeroMemory(seeds);
        return key;
    }

    /// <summary>From the seeds that G made. Vectors older than the final standard differ from it only in how G is called.</summary>
    internal static ManagedMlKemKey FromInnerSeeds(ReadOnlySpan<byte> matrixSeed, ReadOnlySpan<byte> noiseSeed, ReadOnlySpan<byte> rejection)
    {
        var key = new ManagedMlKemKey(rejection);
        ManagedMlKem.GenerateInner(matrixSeed, noiseSeed, key.secret, key.encapsulationKey);
        SHA3_256.HashData(key.encapsulationKey, key.keyHash);
        return key;
    }

    /// <summary>From the expanded form of 2 400 bytes, as vectors give it; null when it fails the checks of FIPS 203 section 7.3.</summary>
    internal static ManagedMlKemKey? TryImportExpanded(ReadOnlySpan<byte> expanded)
    {
        if (expanded.Length != VectorSize + MlKem768.EncapsulationKeySize + 64)
        {
            return null;
        }

        var key = new ManagedMlKemKey(expanded[^32..]);
        var reduced = true;
        for (var i = 0; i < MlKem768.Rank; i++)
        {
            reduced &= PolynomialCodec.TryDecode(expanded.Slice(i * PolynomialCodec.FullSize, PolynomialCodec.FullSize), ref key.secret[i]);
        }

        expanded.Slice(VectorSize, MlKem768.EncapsulationKeySize).CopyTo(key.encapsulationKey);
        SHA3_256.HashData(key.encapsulationKey, key.keyHash);
        return reduced && expanded[^64..^32].SequenceEqual(key.keyHash) ? key : null;
    }

    internal ReadOnlySpan<byte> EncapsulationKey => encapsulationKey;

    internal override void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> shared)
    {
        using var work = new Secret(64 + 64 + 32);
        var message = work.Writable[..64];
        var derived = work.Writable[64..128];
        var rejected = work.Writable[128..];
        ManagedMlKem.Decrypt(secret, ciphertext, message[..32]);
        keyHash.CopyTo(message[32..]);
        SHA3_512.HashData(message, derived);

        Span<byte> again = new byte[MlKem768.CiphertextSize];
        ManagedMlKem.Encrypt(encapsulationKey, message[..32], derived[32..], again);
        using (var shake = new Shake256())
        {
            shake.AppendData(rejection.Span);
            shake.AppendData(ciphertext);
            shake.GetHashAndReset(rejected);
        }

        Select(CryptographicOperations.FixedTimeEquals(ciphertext, again), derived[..32], rejected, shared);
        CryptographicOperations.ZeroMemory(again);
    }

    public override void Dispose()
    {
        ManagedMlKem.Wipe(secret);
        rejection.Dispose();
    }

    /// <summary>Takes the one or the other without a branch on which.</summary>
    private static void Select(bool accepted, ReadOnlySpan<byte> whenTrue, ReadOnlySpan<byte> whenFalse, Span<byte> result)
    {
        unchecked
        {
            var mask = (byte)-(System.Runtime.CompilerServices.Unsafe.As<bool, byte>(ref accepted) & 1);
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = (byte)((whenTrue[i] & mask) | (whenFalse[i] & ~mask));
            }
        }
    }
}
