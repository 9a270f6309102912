using System.Buffers.Binary;

namespace IntegrityChannel.Crypto.Protocol.Sharing;

/// <summary>CRC-32 of IEEE 802.3 (reflected, polynomial EDB88320), big-endian on paper. Bit by bit: it runs over 43 secret bytes.</summary>
internal static class Crc32
{
    internal const int Size = 4;

    internal static void Write(ReadOnlySpan<byte> source, Span<byte> crc)
    {
        unchecked
        {
            var register = uint.MaxValue;
            foreach (var value in source)
            {
                register ^= value;
                for (var bit = 0; bit < 8; bit++)
                {
                    register = (register >> 1) ^ (0xEDB88320U & (uint)-(int)(register & 1));
                }
            }

            BinaryPrimitives.WriteUInt32BigEndian(crc, ~register);
        }
    }
}
