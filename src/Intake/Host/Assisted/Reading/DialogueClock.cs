using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Sealing;
using IntegrityChannel.Intake.Host.Assisted.Texts;

namespace IntegrityChannel.Intake.Host.Assisted.Reading;

/// <summary>The dates of one report. Only what could be opened and comes from the report's officers or the channel counts.</summary>
internal sealed record DialogueClock(CivilDay Today, CivilDay Received, CivilDay? Acknowledged, bool ByChannel, CivilDay? Feedback)
{
    private const int NearAcknowledgement = 4;
    private const int NearFeedback = 7;

    internal static DialogueClock Of(HeldMailbox mailbox)
    {
        var counted = mailbox.Items.Where(item => item.Counts).ToList();
        var acknowledged = counted.Where(item => item.Kind is ObjectKind.Acknowledgement or ObjectKind.ChannelNotice).OrderBy(item => item.Day).ThenBy(item => item.Kind).FirstOrDefault();
        return new DialogueClock(
            mailbox.Today,
            counted.Select(item => item.ReceivedEarlier).OfType<CivilDay>().Append(mailbox.Received).Min(),
            acknowledged?.Day,
            acknowledged?.Kind == ObjectKind.ChannelNotice,
            counted.Where(item => item.Kind == ObjectKind.Feedback).Select(item => (CivilDay?)item.Day).Min());
    }

    internal CivilDay AcknowledgeBy => ReporterDates.AcknowledgeBy(Received);

    internal CivilDay FeedbackBy => ReporterDates.FeedbackBy(Received, Acknowledged);

    /// <summary>The term of the feedback passed without any.</summary>
    internal bool FeedbackLapsed => Feedback is null && Today > FeedbackBy;

    /// <summary>The term of the acknowledgement passed without any.</summary>
    internal bool AcknowledgementLapsed => Feedback is null && Acknowledged is null && Today > AcknowledgeBy;

    internal IReadOnlyList<Milestone> Milestones(FormTexts texts) =>
    [
        new(MilestoneState.Done, texts["clock.received"], texts.Date(Received)),
        Due(texts, "clock.acknowledgeBy", AcknowledgeBy, Acknowledged, NearAcknowledgement, runs: Acknowledged is null && Feedback is null),
        Act(texts, "clock.acknowledged", Acknowledged, AcknowledgeBy, ByChannel),
        Due(texts, "clock.feedbackBy", FeedbackBy, Feedback, NearFeedback, runs: Acknowledged is not null || Feedback is not null),
        Act(texts, "clock.feedback", Feedback, FeedbackBy, byChannel: false),
    ];

    private Milestone Due(FormTexts texts, string key, CivilDay due, CivilDay? act, int near, bool runs)
    {
        if (act is { } done)
        {
            return new Milestone(done <= due ? MilestoneState.Done : MilestoneState.Overdue, texts[key], texts.Date(due));
        }

        var left = (int)((long)due.Value - Today.Value);
        var state = left < 0 ? MilestoneState.Overdue : left <= near ? MilestoneState.Near : runs ? MilestoneState.Now : MilestoneState.Future;
        var note = left < 0 ? texts.Of("clock.over", ("time", texts.DaysLeft(-left))) : left == 0 ? texts["clock.today"] : texts.Of("clock.left", ("time", texts.DaysLeft(left)));
        return new Milestone(state, texts[key], texts.Date(due)) { Note = note };
    }

    private static Milestone Act(FormTexts texts, string key, CivilDay? act, CivilDay due, bool byChannel) => act is { } day
        ? new Milestone(MilestoneState.Done, texts[key], texts.Date(day)) { Note = texts[day > due ? "clock.late" : byChannel ? "clock.byChannel" : "clock.inTime"] }
        : new Milestone(MilestoneState.Future, texts[key], texts["clock.notYet"]);
}
