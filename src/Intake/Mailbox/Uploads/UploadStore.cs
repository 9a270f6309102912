using System.Buffers;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox.Directories;
using IntegrityChannel.Intake.Mailbox.Putting;
using IntegrityChannel.Intake.Mailbox.Slabs;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Uploads;

/// <summary>
/// Containers at rest: ciphertext in slots of 1 MiB. Parts are written while they arrive, in any order and several at once; an accepted part is on the
/// disk. A put that names a complete container takes it over in its own transaction.
/// </summary>
public sealed class UploadStore : IAsyncDisposable
{
    /// <summary>Parts being received at once; each holds one small buffer and one slot. More than a host has connections, so that slow senders do not use it up.</summary>
    internal const int MostUnderWay = 1024;

    private const int PieceSize = 64 * 1024;
    private static readonly byte[] NoReceipt = new byte[Crypto.Protocol.Trust.Receipt.Size];

    private readonly MailboxOptions options;
    private readonly DirectoryStore directories;
    private readonly SlabFolder slabs;
    private readonly SlotPool slots;
    private readonly Sessions<PartSession> sessions;
    private readonly PartQueue queue;
    private readonly FreeSpace space;
    private readonly AbandonedParts abandoned;
    private int underWay;

    internal UploadStore(MailboxOptions options, SqliteFile mailbox, DirectoryStore directories, Lock turn)
    {
        this.options = options;
        this.directories = directories;
        slabs = new SlabFolder(options.SlabFolder);
        sessions = new Sessions<PartSession>(() => new PartSession(mailbox));
        slots = new SlotPool(slabs, slab => sessions.Use(session => session.UsedSlots(slab)), options.Entropy);
        Writer = new PartCommit(mailbox, slabs, directories, options, turn);
        queue = new PartQueue(Writer);
        space = new FreeSpace(options.MailboxFile, options.MinimumFreeBytesForParts);
        abandoned = new AbandonedParts(mailbox, slabs);
    }

    internal PartCommit Writer { get; }

    internal SlabFolder Slabs => slabs;

    internal bool HasRoom => space.IsEnough();

    /// <summary>Receives one part and stores it. Completes after it reached the disk, or with a refusal and nothing stored.</summary>
    /// <param name="head">What the sender said of it.</param>
    /// <param name="body">Where its bytes come from; exactly as many as the head says are read.</param>
    /// <param name="limit">The longest container, in ciphertext bytes.</param>
    /// <param name="cancellationToken">The sender went away; what was received is dropped.</param>
    public async Task<PutOutcome> StoreAsync(PartHead head, Stream body, long limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(body);
        if (Refusal(head, limit) is { } refusal)
        {
            return new PutOutcome.Refused(refusal);
        }

        try
        {
            return Interlocked.Increment(ref underWay) > MostUnderWay ? new PutOutcome.Refused(PutCode.Busy)
                : Outcome(await ReceiveAsync(head, body, cancellationToken));
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    /// <summary>Indexes of the parts held of an upload; none where it is unknown or its total was another.</summary>
    public IReadOnlyList<int> Held(Id16 uploadId, long total) => sessions.Use(session => session.Held(uploadId, total));

    /// <summary>A part of the container of an object of this report, for a reader to whom the object was sealed; null for everybody else.</summary>
    /// <param name="reportId">The report.</param>
    /// <param name="who">The officer, or zeros for the reporter.</param>
    /// <param name="objectId">The object that named the container.</param>
    /// <param name="index">Which part, from 0.</param>
    public StoredPart? Find(Id16 reportId, Id16 who, Id16 objectId, int index) =>
        sessions.Use(session => session.Readable(reportId, who, objectId, index)) is { } found
            ? new StoredPart(slabs, found.Place, ContainerLengths.PartLength(found.Total, index))
            : null;

    /// <summary>Drops uploads that no object named, from the second civil day on, and overwrites their slots; the number of parts. Once a day is enough.</summary>
    public int DropAbandoned() => abandoned.Drop(directories.Current().Today(options.Clock));

    public async ValueTask DisposeAsync()
    {
        await queue.DisposeAsync();
        slots.Dispose();
        sessions.Dispose();
        slabs.Dispose();
    }

    private PutCode? Refusal(PartHead head, long limit) =>
        directories.Current().Newest is null ? PutCode.NotOpen
        : head.Total > limit ? PutCode.TooLarge
        : !space.IsEnough() ? PutCode.StorageFull
        : null;

    private PutOutcome Outcome(PutCode code) =>
        code == PutCode.Accepted ? new PutOutcome.Accepted(NoReceipt, directories.Current().Today(options.Clock)) : new PutOutcome.Refused(code);

    private async Task<PutCode> ReceiveAsync(PartHead head, Stream body, CancellationToken cancellationToken)
    {
        if (sessions.Use(session => session.HashOf(head.UploadId, head.Index)) is { } stored)
        {
            // Sent again, as pages do that missed an answer: it is compared, not written.
            var again = await CopyAsync(head, body, null, cancellationToken);
            return again is null ? PutCode.Malformed : again == stored ? PutCode.Accepted : PutCode.PartRefused;
        }

        var place = slots.Take();
        var state = SlotState.Free;
        try
        {
            if (await CopyAsync(head, body, place, cancellationToken) is not { } hash)
            {
                return PutCode.Malformed;
            }

            var pending = new PendingPart(head, place, hash);
            state = SlotState.Uncertain;
            var code = await queue.StoreAsync(pending);
            state = pending.Slot;
            return code;
        }
        finally
        {
            slots.Return(place, state == SlotState.Free);
        }
    }

    /// <summary>Reads the part, into a slot where one is given; its SHA-256, or null where the body ends early. What the slot held before is overwritten to its end.</summary>
    private async Task<Hash32?> CopyAsync(PartHead head, Stream body, SlotPlace? place, CancellationToken cancellationToken)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var done = 0;
            for (var length = head.PartLength; done < length;)
            {
                // Filled first: the body comes in pieces of a few KiB, and each would be a write of its own.
                var wanted = Math.Min(PieceSize, length - done);
                if (await body.ReadAtLeastAsync(piece.AsMemory(0, wanted), wanted, throwOnEndOfStream: false, cancellationToken) < wanted)
                {
                    return null;
                }

                hash.AppendData(piece, 0, wanted);
                if (place is { } slot)
                {
                    slabs.Write(slot, done, piece.AsSpan(0, wanted));
                }

                done += wanted;
            }

            if (place is { } written)
            {
                slabs.Clear(written, done);
            }

            return Hash32.From(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
