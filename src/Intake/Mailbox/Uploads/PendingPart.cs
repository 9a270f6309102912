using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox.Slabs;

namespace IntegrityChannel.Intake.Mailbox.Uploads;

/// <summary>A part whose bytes lie in a reserved slot, waiting until they are on the disk and named.</summary>
internal sealed class PendingPart(PartHead head, SlotPlace place, Hash32 hash)
{
    private readonly TaskCompletionSource<PutCode> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal PartHead Head => head;

    internal SlotPlace Place => place;

    internal Hash32 Hash => hash;

    /// <summary>What the writer knows of the slot after its commit.</summary>
    internal SlotState Slot { get; set; } = SlotState.Uncertain;

    internal Task<PutCode> Answered => answer.Task;

    internal void Answer(PutCode code) => answer.TrySetResult(code);
}

/// <summary>Whether a row names a slot.</summary>
internal enum SlotState
{
    /// <summary>A commit failed in a way that leaves it open.</summary>
    Uncertain,

    /// <summary>Nothing names it.</summary>
    Free,

    /// <summary>The part is stored in it.</summary>
    Named,
}
