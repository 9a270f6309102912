using System.Buffers.Binary;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>How the length of a container stands in its row.</summary>
internal static class ContainerSize
{
    internal static byte[] Bytes(long size)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, size);
        return bytes;
    }

    internal static long From(byte[] bytes) => BinaryPrimitives.ReadInt64BigEndian(bytes);
}
