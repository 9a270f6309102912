namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>Where one part of a container lies. The row is written after the slot reached the disk, so what stands here is there.</summary>
internal sealed class PartRow
{
    public required byte[] ContainerId { get; init; }

    public required uint Idx { get; init; }

    public required uint Slab { get; init; }

    /// <summary>Place in the slab; drawn at random, so that it keeps no order of arrival.</summary>
    public required uint Slot { get; init; }

    /// <summary>SHA-256 of the part.</summary>
    public required byte[] Hash { get; init; }
}
