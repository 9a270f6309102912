namespace IntegrityChannel.Intake.Mailbox.Slabs;

/// <summary>One slot of 1 MiB: which slab file, and the place in it.</summary>
internal readonly record struct SlotPlace(int Slab, int Slot);
