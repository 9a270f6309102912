namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>A container: while it is uploaded without an object, after the put with the object that named it.</summary>
internal sealed class ContainerRow
{
    /// <summary>The random upload id; it stays the container's name.</summary>
    public required byte[] ContainerId { get; init; }

    /// <summary>Ciphertext bytes, u64 big-endian: a number of this size among the days would look like a time.</summary>
    public required byte[] Size { get; init; }

    /// <summary>container_hash once every part is here.</summary>
    public byte[]? Hash { get; init; }

    /// <summary>Civil day of the first part. Whatever no object named by the second day after is dropped.</summary>
    public required uint StagedDay { get; init; }

    public byte[]? ObjectId { get; init; }
}
