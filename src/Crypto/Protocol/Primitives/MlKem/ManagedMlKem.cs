using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IntegrityChannel.Crypto.Protocol.Primitives.MlKem;

// The public-key encryption inside ML-KEM-768 (FIPS 203, algorithms 13 to 15) and encapsulation (algorithm 17).
// Scratch memory that held secrets is zeroed; running time depends on public data only.
internal static class ManagedMlKem
{
    private const int Rank = MlKem768.Rank;

    /// <summary>Key pair of the inner scheme from its two seeds: transformed secret vector and encapsulation key.</summary>
    internal static void GenerateInner(ReadOnlySpan<byte> matrixSeed, ReadOnlySpan<byte> noiseSeed, Span<Polynomial> secret, Span<byte> encapsulationKey)
    {
        Span<Polynomial> sums = new Polynomial[Rank];
        for (var i = 0; i < Rank; i++)
        {
            Sampling.Noise(noiseSeed, (byte)i, ref secret[i]);
            Sampling.Noise(noiseSeed, (byte)(Rank + i), ref sums[i]);
            Polynomial.Transform(ref secret[i]);
            Polynomial.Transform(ref sums[i]);
        }

        var cell = default(Polynomial);
        for (var i = 0; i < Rank; i++)
        {
            for (var j = 0; j < Rank; j++)
            {
                Sampling.Uniform(matrixSeed, (byte)j, (byte)i, ref cell);
                Polynomial.AddProduct(ref sums[i], cell, secret[j]);
            }

            PolynomialCodec.Encode(sums[i], encapsulationKey.Slice(i * PolynomialCodec.FullSize, PolynomialCodec.FullSize));
        }

        matrixSeed.CopyTo(encapsulationKey[(Rank * PolynomialCodec.FullSize)..]);
    }

    /// <summary>Encapsulation with given randomness; the key was checked when it was imported.</summary>
    internal static void Encapsulate(ReadOnlySpan<byte> encapsulationKey, ReadOnlySpan<byte> randomness, Span<byte> ciphertext, Span<byte> shared)
    {
        Span<byte> input = stackalloc byte[64];
        Span<byte> output = stackalloc byte[64];
        randomness.CopyTo(input);
        SHA3_256.HashData(encapsulationKey, input[32..]);
        SHA3_512.HashData(input, output);
        output[..32].CopyTo(shared);
        Encrypt(encapsulationKey, randomness, output[32..], ciphertext);
        CryptographicOperations.ZeroMemory(input);
        CryptographicOperations.ZeroMemory(output);
    }

    /// <summary>Encrypts 32 bytes deterministically under the given coins.</summary>
    internal static void Encrypt(ReadOnlySpan<byte> encapsulationKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> coins, Span<byte> ciphertext)
    {
        var scratch = GC.AllocateArray<Polynomial>(Rank + 3, pinned: true);
        Span<Polynomial> mask = scratch.AsSpan(0, Rank);
        ref var sum = ref scratch[Rank];
        ref var cell = ref scratch[Rank + 1];
        ref var scalar = ref scratch[Rank + 2];
        for (var i = 0; i < Rank; i++)
        {
            Sampling.Noise(coins, (byte)i, ref mask[i]);
            Polynomial.Transform(ref mask[i]);
        }

        var matrixSeed = encapsulationKey[(Rank * PolynomialCodec.FullSize)..];
        for (var i = 0; i < Rank; i++)
        {
            sum = default;
            for (var j = 0; j < Rank; j++)
            {
                Sampling.Uniform(matrixSeed, (byte)i, (byte)j, ref cell);
                Polynomial.AddProduct(ref sum, cell, mask[j]);
            }

            Polynomial.TransformBack(ref sum);
            Sampling.Noise(coins, (byte)(Rank + i), ref cell);
            Polynomial.Add(ref sum, cell);
            PolynomialCodec.EncodeCompressed(sum, 10, ciphertext.Slice(i * MlKem768.CompressedVectorPart, MlKem768.CompressedVectorPart));
            PolynomialCodec.TryDecode(encapsulationKey.Slice(i * PolynomialCodec.FullSize, PolynomialCodec.FullSize), ref cell);
            Polynomial.AddProduct(ref scalar, cell, mask[i]);
        }

        Polynomial.TransformBack(ref scalar);
        Sampling.Noise(coins, 2 * Rank, ref cell);
        Polynomial.Add(ref scalar, cell);
        PolynomialCodec.DecodeCompressed(message, 1, ref cell);
        Polynomial.Add(ref scalar, cell);
        PolynomialCodec.EncodeCompressed(scalar, 4, ciphertext[(Rank * MlKem768.CompressedVectorPart)..]);
        Wipe(scratch);
    }

    /// <summary>Decrypts to 32 bytes with the transformed secret vector.</summary>
    internal static void Decrypt(ReadOnlySpan<Polynomial> secret, ReadOnlySpan<byte> ciphertext, Span<byte> message)
    {
        var scratch = GC.AllocateArray<Polynomial>(3, pinned: true);
        ref var sum = ref scratch[0];
        ref var part = ref scratch[1];
        ref var scalar = ref scratch[2];
        for (var i = 0; i < Rank; i++)
        {
            PolynomialCodec.DecodeCompressed(ciphertext.Slice(i * MlKem768.CompressedVectorPart, MlKem768.CompressedVectorPart), 10, ref part);
            Polynomial.Transform(ref part);
            Polynomial.AddProduct(ref sum, part, secret[i]);
        }

        Polynomial.TransformBack(ref sum);
        PolynomialCodec.DecodeCompressed(ciphertext[(Rank * MlKem768.CompressedVectorPart)..], 4, ref scalar);
        Polynomial.Subtract(ref scalar, sum);
        PolynomialCodec.EncodeCompressed(scalar, 1, message);
        Wipe(scratch);
    }

    internal static void Wipe(Span<Polynomial> polynomials) =>
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(polynomials));
}
