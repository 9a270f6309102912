using System.Buffers.Binary;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Tests.Primitives;

/// <summary>What tests draw from a seeded stream.</summary>
internal static class EntropyDraws
{
    internal static byte[] Bytes(this IEntropy entropy, int length)
    {
        var bytes = new byte[length];
        entropy.Fill(bytes);
        return bytes;
    }

    internal static int Below(this IEntropy entropy, int limit) =>
        (int)(BinaryPrimitives.ReadUInt32BigEndian(entropy.Bytes(4)) % (uint)limit);
}
