using System.Buffers.Binary;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Testing;

/// <summary>
/// Bytes that follow from a seed, so that vectors can be written again: block i = SHA-256(seed text ‖ 00 ‖ u64 i), big-endian, taken in order. The
/// TypeScript tests have the same generator.
/// </summary>
public sealed class SeededEntropy(string seed) : IEntropy
{
    private readonly byte[] seed = System.Text.Encoding.UTF8.GetBytes(seed);
    private readonly Queue<byte> pending = new();
    private ulong counter;

    public void Fill(Span<byte> destination)
    {
        for (var index = 0; index < destination.Length; index++)
        {
            if (pending.Count == 0)
            {
                Refill();
            }

            destination[index] = pending.Dequeue();
        }
    }

    private void Refill()
    {
        var input = new byte[seed.Length + 9];
        seed.CopyTo(input, 0);
        BinaryPrimitives.WriteUInt64BigEndian(input.AsSpan(seed.Length + 1), counter++);
        foreach (var value in SHA256.HashData(input))
        {
            pending.Enqueue(value);
        }
    }
}
