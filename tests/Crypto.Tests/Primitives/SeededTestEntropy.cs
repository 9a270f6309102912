using System.Buffers.Binary;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Tests.Primitives;

/// <summary>A reproducible stream: SHA-256 of (seed, counter). For tests of primitives only.</summary>
internal sealed class SeededTestEntropy(uint seed) : IEntropy
{
    private uint counter;

    public void Fill(Span<byte> destination)
    {
        Span<byte> input = stackalloc byte[8];
        Span<byte> block = stackalloc byte[32];
        while (destination.Length > 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(input, seed);
            BinaryPrimitives.WriteUInt32BigEndian(input[4..], counter++);
            SHA256.HashData(input, block);
            var n = Math.Min(block.Length, destination.Length);
            block[..n].CopyTo(destination);
            destination = destination[n..];
        }
    }

    internal byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        Fill(bytes);
        return bytes;
    }

    internal int Below(int limit)
    {
        Span<byte> four = stackalloc byte[4];
        Fill(four);
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(four) % (uint)limit);
    }
}
