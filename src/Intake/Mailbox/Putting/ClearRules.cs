using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Putting;

/// <summary>
/// What a host can say of clear objects: they name what is there. A reporter removes replies of the own report only; an order erases objects of its report that
/// may go by themselves, and confirms, stops or ends an order of it. Roles are casework's to judge.
/// </summary>
internal static class ClearRules
{
    /// <summary>The refusal, or null; null for kinds that are sealed.</summary>
    internal static PutCode? Judge(SealedObject candidate, QuestionSession session)
    {
        var reportId = candidate.Header.ReportId;
        var fits = candidate.Header.Kind switch
        {
            ObjectKind.Removal => RemovedAnswers.TryParse(candidate.Body, out var removed)
                && removed.ObjectIds.All(answer => session.KindOf(reportId, answer) == ObjectKind.Reply),
            ObjectKind.Control => ControlOrder.TryParse(candidate.Body, out var order) && Fits(order, candidate.Header, session),
            _ => true,
        };
        return fits ? null : PutCode.Malformed;
    }

    private static bool Fits(ControlOrder order, ObjectHeader header, QuestionSession session) => order.Action switch
    {
        ControlAction.Erase => order.Objects.All(id => session.KindOf(header.ReportId, id) is { } kind && kind.MayBeErased()),
        ControlAction.Release => session.OrderOf(header.ReportId, order.Target) is { Order.Action: ControlAction.Hold },
        ControlAction.Confirm or ControlAction.ObjectTo => session.OrderOf(header.ReportId, order.Target) is { } found
            && found.Author != header.Author
            && found.Order.Action is (ControlAction.RetainUntil or ControlAction.Release or ControlAction.RemoveRecipient or ControlAction.Erase),
        _ => true,
    };
}
