using System.Text.Json;
using IntegrityChannel.Casework.Rules.Deadlines;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Cli.Threads;

/// <summary>The statutory dates as a reader may check them: only what opened and comes from the report's officers or the channel counts.</summary>
/// <param name="Received">Day of receipt.</param>
/// <param name="AcknowledgeBy">Last day of the acknowledgement.</param>
/// <param name="Acknowledged">Day of the first one.</param>
/// <param name="ByChannel">The channel sent it, not an officer.</param>
/// <param name="FeedbackBy">Last day of the feedback.</param>
/// <param name="Feedback">Day of the first feedback.</param>
internal sealed record DialogueClock(DateOnly Received, DateOnly AcknowledgeBy, DateOnly? Acknowledged, bool ByChannel, DateOnly FeedbackBy, DateOnly? Feedback)
{
    /// <param name="received">A day that <see cref="Days.IsCivil"/> takes.</param>
    /// <param name="items">Of the dialogue.</param>
    /// <param name="acknowledging">The day on which an acknowledgement is about to be given; null to see what stands.</param>
    internal static DialogueClock Of(CivilDay received, IReadOnlyList<OpenedItem> items, DateOnly? acknowledging = null)
    {
        var counted = items.Where(item => item.Content is not null && item.State != ItemState.NotFromYourOfficers).ToList();
        var acknowledged = First(counted, ObjectKind.Acknowledgement, ObjectKind.ChannelNotice);
        var dates = StatutoryClock.DeriveDates(received.Date, acknowledged?.PutDay.Date ?? acknowledging);
        return new DialogueClock(
            dates.Received, dates.Acknowledge.By, acknowledged?.PutDay.Date, acknowledged?.Header.Kind == ObjectKind.ChannelNotice,
            dates.Feedback.By, First(counted, ObjectKind.Feedback)?.PutDay.Date);
    }

    internal void Print(Lines lines) => lines
        .Row("received", Days.Text(Received))
        .Row("acknowledged by", $"{Days.Text(AcknowledgeBy)}  ({Done(Acknowledged)}{(ByChannel ? ", by the channel itself" : "")})")
        .Row("feedback by", $"{Days.Text(FeedbackBy)}  ({Done(Feedback)})");

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteDay("received", Received);
        json.WriteDay("acknowledgeBy", AcknowledgeBy);
        json.WriteDay("acknowledged", Acknowledged);
        json.WriteBoolean("acknowledgedByChannel", ByChannel);
        json.WriteDay("feedbackBy", FeedbackBy);
        json.WriteDay("feedback", Feedback);
    }

    private static string Done(DateOnly? day) => day is { } known ? $"done {Days.Text(known)}" : "not yet";

    private static OpenedItem? First(List<OpenedItem> items, params ObjectKind[] kinds) =>
        items.Where(item => kinds.Contains(item.Header.Kind)).OrderBy(item => item.PutDay).ThenBy(item => item.Header.Kind).FirstOrDefault();
}
