using IntegrityChannel.Crypto.Cli.Threads;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Cli.Officers;

/// <summary>Where a case stands, in the words of the officers' page; and whether anything in it was not read yet.</summary>
internal static class CaseStage
{
    /// <summary>The last decision counts; without one the clock and who acted say where the case stands.</summary>
    internal static string Of(WireCase found, DecisionKind? decision) => decision switch
    {
        DecisionKind.Closed or DecisionKind.HandedOver => decision.Value.Name(),
        _ when found.Feedback is not null => "feedback-given",
        { } other => other.Name(),
        _ when found.Owner is not null => "in-progress",
        _ => found is { Acknowledged: not null, AcknowledgedByChannel: true } ? "acknowledged-by-channel" : "new",
    };

    /// <summary>The newest decision that opens and verifies.</summary>
    internal static DecisionKind? Decision(OfficerDesk desk, WireCase found) =>
        found.Decisions.Select(entry => DecisionOpening.Open(entry, desk.Vault, desk.Directory.History)).LastOrDefault(decision => decision is not null);

    /// <summary>Somebody else than this officer and the channel wrote more than this officer has read.</summary>
    internal static bool IsUnread(OfficerDesk desk, WireCase found)
    {
        var known = desk.Vault.Reports.FirstOrDefault(report => report.ReportId.Span.SequenceEqual(found.ReportId))?.Heads ?? [];
        return found.Heads.Where(head => head.Author.Length == Id16.Size).Any(head =>
        {
            var author = Id16.From(head.Author);
            var read = known.Where(item => item.Author == author && item.Stream == head.Stream).Select(item => (long)item.Sequence).DefaultIfEmpty(-1).Max();
            return author != desk.SelfId && author != Id16.Ones && head.Seq > read;
        });
    }
}
