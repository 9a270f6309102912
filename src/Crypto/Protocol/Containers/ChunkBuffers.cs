using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Containers;

/// <summary>One chunk of plaintext, pinned and wiped, and one of ciphertext.</summary>
internal sealed class ChunkBuffers : IDisposable
{
    private readonly byte[] plain = GC.AllocateArray<byte>(ChunkedEncryption.ChunkSize, pinned: true);

    internal Memory<byte> Plain => plain;

    internal Memory<byte> Sealed { get; } = new byte[ChunkedEncryption.ChunkSize + AeadAlgorithm.TagSize];

    public void Dispose() => CryptographicOperations.ZeroMemory(plain);
}
