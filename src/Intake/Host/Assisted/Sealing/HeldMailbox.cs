using System.Runtime.InteropServices;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Intake.Host.Assisted.Sealing;

#pragma warning disable RS0030 // The door of the path without script: this folder alone may seal and open (docs/decisions/0020-without-script.md).

/// <summary>A mailbox that was opened for the length of one request. Disposing wipes every word in it.</summary>
internal sealed class HeldMailbox : IDisposable
{
    internal HeldMailbox(OpenedMailbox opened)
    {
        Opened = opened;
        var removed = opened.Items.Select(item => item.Content).OfType<OpenedContent.Removal>().SelectMany(content => content.Answers.ObjectIds).ToHashSet();
        Items = [.. opened.Items.Select(item => Describe(item, removed))];
        Recoveries = [.. opened.Recoveries.Select(recovery => new ThreadRecovery(recovery.Newcomer, recovery.Day, (int)recovery.Reason, recovery.Counts))];
    }

    /// <summary>In the order of the dialogue; strangers' objects last.</summary>
    internal IReadOnlyList<ThreadItem> Items { get; }

    internal IReadOnlyList<ThreadRecovery> Recoveries { get; }

    internal CivilDay Today => Opened.Day;

    internal CivilDay Received => Opened.Received;

    /// <summary>Officers who receive what is written now, as far as they have a key.</summary>
    internal IReadOnlyList<Id16> Recipients => Opened.Recipients;

    /// <summary>The number of the reporter's newest object: tells a form that was sent twice.</summary>
    internal uint NewestOwn => Opened.Heads.Where(head => head.Author == Id16.Zeros).Select(head => head.Sequence).DefaultIfEmpty().Max();

    /// <summary>Two versions of one object exist.</summary>
    internal bool IsForked => Opened.Items.Any(item => item.State == ItemState.Forked);

    /// <summary>Something that is named was not handed out.</summary>
    internal bool IsMissingSome => Opened.Missing.Count > 0 || Opened.Items.Any(item => item.State == ItemState.MissingBefore);

    /// <summary>The reporter sent the report here, or allowed it when sending with script (mode bit 1).</summary>
    internal bool MayBeReadHere => Opened.Items.Any(item =>
        item.Header.Kind == ObjectKind.Report && item.State != ItemState.NotFromYourOfficers && item.Header.Mode.HasFlag(ObjectModes.ScriptlessLoginAllowed));

    internal OpenedMailbox Opened { get; }

    public void Dispose()
    {
        foreach (var words in Items.SelectMany(item => item.Words))
        {
            if (MemoryMarshal.TryGetArray(words.Memory, out var bytes))
            {
                CryptographicOperations.ZeroMemory(bytes);
            }
        }
    }

    private ThreadItem Describe(OpenedItem item, HashSet<Id16> removed) => Fill(item.Content, new ThreadItem(item.Header.Kind, item.PutDay, item.Officer, StateOf(item, removed))
    {
        ObjectId = item.Header.ObjectId,
        Files = item.Files.Count,
        IsNew = IsNewer(item.Header),
    });

    private static ThreadItemState StateOf(OpenedItem item, HashSet<Id16> removed) => item.State switch
    {
        ItemState.NotFromYourOfficers => ThreadItemState.NotFromYourOfficers,
        _ when item.Header.Author == Id16.Zeros => ThreadItemState.Sent,
        _ when item.Content is not null => ThreadItemState.Shown,
        ItemState.Withheld => ThreadItemState.Withheld,
        ItemState.Removed => removed.Contains(item.Header.ObjectId) ? ThreadItemState.RemovedHere : ThreadItemState.Erased,
        _ => ThreadItemState.CannotBeOpened,
    };

    private static ThreadItem Fill(OpenedContent? content, ThreadItem item) => content switch
    {
        OpenedContent.Reply reply => item with { Words = [reply.Text] },
        OpenedContent.Acknowledgement acknowledgement => item with { Words = [acknowledgement.Text] },
        OpenedContent.Feedback feedback => item with { Words = [feedback.Action, feedback.Grounds] },
        OpenedContent.Decision decision => item with { Words = [decision.Text], Decision = (int)decision.Kind },
        OpenedContent.Grant grant => item with { Words = [grant.Reason], Subject = grant.Newcomer },
        OpenedContent.Control { Order: { Action: ControlAction.RemoveRecipient } order } => item with { Subject = order.Subject },
        OpenedContent.Control { Order: { Action: ControlAction.ReceivedEarlier } order } => item with { ReceivedEarlier = order.Day },
        OpenedContent.Notice notice => item with { Notice = notice.Content },
        _ => item,
    };

    /// <summary>Only a message that the reporter sent after the report remembers what was there before it.</summary>
    private bool IsNewer(ObjectHeader header)
    {
        var last = Opened.Items.Where(item => item.Header.Author == Id16.Zeros && item.State != ItemState.NotFromYourOfficers).MaxBy(item => item.Header.Sequence)?.Header;
        return last is { Sequence: > 0 } && header.Author != Id16.Zeros
            && !last.Seen.Any(head => head.Author == header.Author && head.Stream == header.Stream && head.Sequence >= header.Sequence);
    }
}
