using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>Bytes that follow from a seed, so that known answers can be written again: SHA-256(seed ‖ 00 ‖ u64 counter), block by block. Never for keys of people.</summary>
internal sealed class VectorEntropy(string seed) : IEntropy
{
    private readonly byte[] input = [.. Encoding.UTF8.GetBytes(seed), .. new byte[9]];
    private readonly Queue<byte> pending = new();
    private ulong counter;

    public void Fill(Span<byte> destination)
    {
        foreach (ref var value in destination)
        {
            if (pending.Count == 0)
            {
                BinaryPrimitives.WriteUInt64BigEndian(input.AsSpan(input.Length - 8), counter++);
                SHA256.HashData(input).ToList().ForEach(pending.Enqueue);
            }

            value = pending.Dequeue();
        }
    }

    internal byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        Fill(bytes);
        return bytes;
    }
}
