using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>An accepted object as far as orders are concerned.</summary>
internal readonly record struct AcceptedObject(ObjectHeader Header, CivilDay PutDay, Hash32 ObjectHash, OpenedContent? Content);

/// <summary>
/// Which objects verified orders took away from this reader: answers that the reporter removed, and what officers erased. A host that gives no wrap of them
/// hides nothing (docs/protocol.md section 22).
/// </summary>
internal sealed class TakenAway
{
    /// <summary>Days after which an order takes effect without a colleague's word.</summary>
    internal const int QuietDays = 30;

    private readonly HashSet<Id16> objects = [];

    /// <param name="accepted">Of one report.</param>
    /// <param name="forReporter">Whether the reporter reads; officers keep what the reporter removed.</param>
    /// <param name="today">The server's civil day.</param>
    internal TakenAway(IReadOnlyList<AcceptedObject> accepted, bool forReporter, CivilDay today)
    {
        foreach (var item in accepted)
        {
            if (item.Content is OpenedContent.Removal removal && forReporter)
            {
                objects.UnionWith(removal.Answers.ObjectIds);
            }
            else if (item.Content is OpenedContent.Control { Order: { Action: ControlAction.Erase } order } && TookEffect(item, accepted, today))
            {
                objects.UnionWith(order.Objects);
            }
        }
    }

    internal bool Holds(ObjectHeader header) =>
        objects.Contains(header.ObjectId) && header.Kind.MayBeErased();

    private static bool TookEffect(AcceptedObject order, IReadOnlyList<AcceptedObject> accepted, CivilDay today) =>
        accepted.Any(item => Says(item, ControlAction.Confirm, order)) || (order.PutDay.AddDays(QuietDays) <= today && !accepted.Any(item => Says(item, ControlAction.ObjectTo, order)));

    private static bool Says(AcceptedObject item, ControlAction action, AcceptedObject order) =>
        item.Content is OpenedContent.Control control
        && control.Order.Action == action
        && control.Order.Target == order.ObjectHash
        && item.Header.Author != order.Header.Author;
}
