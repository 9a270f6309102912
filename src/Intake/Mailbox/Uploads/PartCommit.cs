using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox.Directories;
using IntegrityChannel.Intake.Mailbox.Slabs;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Uploads;

/// <summary>
/// Stores a batch of waiting parts: one sync per slab, then one transaction that names them, however many wait. A row never precedes its bytes: what a
/// crash leaves between the two is a slot that nothing names, and the next upload overwrites it.
/// </summary>
internal sealed class PartCommit(SqliteFile mailboxFile, SlabFolder slabs, DirectoryStore directories, MailboxOptions options, Lock turn) : IDisposable
{
    private readonly PartSession session = new(mailboxFile);

    /// <summary>For tests: runs between the sync of the slabs and the transaction.</summary>
    internal Action BeforeNaming { get; set; } = () => { };

    /// <summary>Commits, then answers each part. Throws nothing.</summary>
    internal void Run(IReadOnlyList<PendingPart> batch)
    {
        var codes = new PutCode[batch.Count];
        try
        {
            foreach (var slab in batch.Select(part => part.Place.Slab).Distinct())
            {
                slabs.Flush(slab);
            }

            BeforeNaming();
            lock (turn)
            {
                NameAll(batch, codes);
            }
        }
        catch (Exception fault)
        {
            // Nothing of this batch is certain to be stored: every sender is told so and may send again. The writer itself must live on.
            Array.Fill(codes, StorageFaults.Code(fault));
        }

        for (var index = 0; index < batch.Count; index++)
        {
            batch[index].Answer(codes[index]);
        }
    }

    public void Dispose() => session.Dispose();

    private void NameAll(IReadOnlyList<PendingPart> batch, PutCode[] codes)
    {
        var states = new SlotState[batch.Count];
        session.Begin();
        try
        {
            var (staged, today) = (session.Staged(), directories.Current().Today(options.Clock));
            for (var index = 0; index < batch.Count; index++)
            {
                (codes[index], states[index]) = Name(batch[index], today, staged);
                staged += states[index] == SlotState.Named ? 1 : 0;
            }

            session.Commit();
        }
        catch
        {
            session.TryRollBack();
            throw;
        }

        for (var index = 0; index < batch.Count; index++)
        {
            batch[index].Slot = states[index];
        }
    }

    private (PutCode Code, SlotState Slot) Name(PendingPart part, CivilDay today, long staged)
    {
        var head = part.Head;
        var size = session.SizeOf(head.UploadId);
        if ((size ?? head.Total) != head.Total)
        {
            return (PutCode.PartRefused, SlotState.Free);
        }

        if (session.HashOf(head.UploadId, head.Index) is { } hash)
        {
            return (hash == part.Hash ? PutCode.Accepted : PutCode.PartRefused, SlotState.Free);
        }

        if (staged >= options.MaximumStagedParts)
        {
            return (PutCode.UploadsFull, SlotState.Free);
        }

        if (size is null)
        {
            session.AddContainer(head.UploadId, head.Total, today);
        }

        session.AddPart(head, part.Place, part.Hash);
        return (PutCode.Accepted, SlotState.Named);
    }
}
