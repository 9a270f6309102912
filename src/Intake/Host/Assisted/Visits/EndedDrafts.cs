using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Intake.Host.Assisted.Visits;

/// <summary>
/// Random numbers of drafts that somebody left by the quick exit or closed. A browser goes back to a form by sending it again, whoever sits before it; for a
/// draft that is over it gets the first page, and nothing of what was typed. The numbers say nothing, and live as long as the process.
/// </summary>
internal sealed class EndedDrafts
{
    // Sixteen bytes each; who ends more makes room by the oldest.
    private const int Most = 65_536;

    private readonly Lock gate = new();
    private readonly HashSet<Id16> ended = [];
    private readonly Queue<Id16> oldest = new();

    internal void End(Id16 draft)
    {
        lock (gate)
        {
            if (!ended.Add(draft))
            {
                return;
            }

            oldest.Enqueue(draft);
            if (oldest.Count > Most)
            {
                ended.Remove(oldest.Dequeue());
            }
        }
    }

    internal bool Holds(Id16 draft)
    {
        lock (gate)
        {
            return ended.Contains(draft);
        }
    }
}
