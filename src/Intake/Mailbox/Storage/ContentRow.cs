using System.Buffers.Binary;

namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>What one sealed (or clear) object says. Of an erased one header and signature stay as its stub.</summary>
internal sealed class ContentRow
{
    /// <summary><see cref="IdOf"/> the object's hash: as good as random, so that it tells no order.</summary>
    public required long Id { get; init; }

    public required byte[] Header { get; init; }

    public required byte[] Signature { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>
    /// The recipients' wraps under their shred layers, 1212 bytes each (nonce[12] ‖ ciphertext[1184] ‖ tag[16]), where their <see cref="WrapRow"/> says. Without
    /// the row of keys.db each is noise.
    /// </summary>
    public required byte[] Wraps { get; init; }

    /// <summary>The first eight bytes of OH, big-endian. Whoever finds two objects that share them has the second refused.</summary>
    internal static long IdOf(ReadOnlySpan<byte> objectHash) => BinaryPrimitives.ReadInt64BigEndian(objectHash);
}
