using IntegrityChannel.Intake.Mailbox.Slabs;

namespace IntegrityChannel.Intake.Mailbox.Uploads;

/// <summary>One part of a stored container, ciphertext, to be read piece by piece.</summary>
public sealed class StoredPart
{
    private readonly SlabFolder slabs;
    private readonly SlotPlace place;

    internal StoredPart(SlabFolder slabs, SlotPlace place, int length)
    {
        this.slabs = slabs;
        this.place = place;
        Length = length;
    }

    /// <summary>Bytes of the part, at most 1 MiB.</summary>
    public int Length { get; }

    /// <summary>Reads from an offset; fewer bytes than asked for mean that the slab is damaged.</summary>
    public int Read(int offset, Span<byte> into) => slabs.Read(place, offset, into);
}
