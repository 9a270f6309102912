using System.Buffers.Binary;
using System.Collections;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Intake.Mailbox.Slabs;

/// <summary>
/// Gives out free slots of the slabs that this process has leased, at random: a slot's place tells nothing about when it was filled. Which slots are in
/// use is read from the database when a slab is leased and when none is left; what is being written is remembered here.
/// </summary>
/// <param name="folder">The slabs.</param>
/// <param name="usedSlots">Slots of a slab that the database names.</param>
/// <param name="entropy">Draws the place.</param>
internal sealed class SlotPool(SlabFolder folder, Func<int, IReadOnlyList<int>> usedSlots, IEntropy entropy) : IDisposable
{
    /// <summary>10 TiB: the watermark of the disk speaks long before.</summary>
    private const int MostSlabs = 10_000;

    private readonly Lock gate = new();
    private readonly List<LeasedSlab> leased = [];

    /// <summary>A slot that nobody else will be given before <see cref="Return"/>.</summary>
    internal SlotPlace Take()
    {
        lock (gate)
        {
            return TakeFree() ?? TakeAfterReading() ?? TakeFromNewSlab();
        }
    }

    /// <summary>Ends a reservation.</summary>
    /// <param name="place">From <see cref="Take"/>.</param>
    /// <param name="free">True where nothing names the slot. Where that is uncertain it stays taken until the database is read again.</param>
    internal void Return(SlotPlace place, bool free)
    {
        lock (gate)
        {
            leased.Find(slab => slab.Number == place.Slab)!.Return(place.Slot, free);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            leased.ForEach(slab => slab.Dispose());
            leased.Clear();
        }
    }

    private SlotPlace? TakeFree()
    {
        foreach (var slab in leased.Where(slab => slab.Free > 0))
        {
            Span<byte> drawn = stackalloc byte[sizeof(uint)];
            entropy.Fill(drawn);
            return new SlotPlace(slab.Number, slab.Take((int)(BinaryPrimitives.ReadUInt32BigEndian(drawn) % (uint)slab.Free)));
        }

        return null;
    }

    private SlotPlace? TakeAfterReading()
    {
        leased.ForEach(slab => slab.Read(usedSlots(slab.Number)));
        return TakeFree();
    }

    private SlotPlace TakeFromNewSlab()
    {
        for (var number = 0; number < MostSlabs; number++)
        {
            if (leased.Exists(slab => slab.Number == number) || folder.TryLease(number) is not { } lease)
            {
                continue;
            }

            var slab = new LeasedSlab(number, lease);
            slab.Read(usedSlots(number));
            leased.Add(slab);
            if (TakeFree() is { } place)
            {
                return place;
            }
        }

        throw new IOException("no slab has a free slot");
    }

    /// <summary>One leased slab: which slots are in use, and which of them only by a write under way.</summary>
    private sealed class LeasedSlab(int number, FileStream lease) : IDisposable
    {
        private readonly BitArray used = new(SlabFolder.Slots);
        private readonly HashSet<int> underWay = [];

        internal int Number => number;

        internal int Free { get; private set; }

        internal void Read(IReadOnlyList<int> slots)
        {
            used.SetAll(false);
            foreach (var slot in slots.Concat(underWay))
            {
                used[slot] = true;
            }

            Free = SlabFolder.Slots - slots.Union(underWay).Count();
        }

        /// <summary>The free slot with this rank.</summary>
        internal int Take(int rank)
        {
            var slot = 0;
            for (; used[slot] || rank > 0; slot++)
            {
                rank -= used[slot] ? 0 : 1;
            }

            used[slot] = true;
            underWay.Add(slot);
            Free--;
            return slot;
        }

        internal void Return(int slot, bool free)
        {
            underWay.Remove(slot);
            used[slot] = !free;
            Free += free ? 1 : 0;
        }

        public void Dispose() => lease.Dispose();
    }
}
