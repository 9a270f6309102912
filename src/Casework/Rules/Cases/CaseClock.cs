using IntegrityChannel.Casework.Rules.Deadlines;

namespace IntegrityChannel.Casework.Rules.Cases;

/// <summary>Where a duty stands; each value has its own mark on the pages.</summary>
public enum DutyState
{
    /// <summary>Its turn comes after another duty.</summary>
    Future,

    /// <summary>Its turn, with time left.</summary>
    Now,

    /// <summary>Within the last days before its date.</summary>
    Near,

    /// <summary>The date passed before the act; stays so when the act follows late.</summary>
    Overdue,

    /// <summary>Done in time.</summary>
    Done,
}

/// <summary>What the law asks next.</summary>
public enum NextStep
{
    /// <summary>Nothing is left to do by a date.</summary>
    None,

    /// <summary>Confirm receipt.</summary>
    Acknowledge,

    /// <summary>Give feedback.</summary>
    Feedback,
}

/// <summary>One statutory duty of a case.</summary>
/// <param name="Deadline">Its dates and article.</param>
/// <param name="DoneOn">Day of the act; null while open.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DaysLeft">Days from today, or from the day of the act, to the date; negative when the date came first.</param>
public sealed record Duty(Deadline Deadline, DateOnly? DoneOn, DutyState State, int DaysLeft)
{
    /// <summary>True while the act is missing.</summary>
    public bool IsOpen => DoneOn is null;
}

/// <summary>The line of the case list: the next date.</summary>
/// <param name="What">What is asked.</param>
/// <param name="By">Its date; with <see cref="NextStep.None"/> the date of the feedback.</param>
/// <param name="DaysLeft">As in <see cref="Duty"/>.</param>
/// <param name="State">Never <see cref="DutyState.Future"/>.</param>
public sealed record NextDuty(NextStep What, DateOnly By, int DaysLeft, DutyState State);

/// <summary>The statutory clock of one case, read off the headers of its objects.</summary>
/// <param name="Received">Day of receipt.</param>
/// <param name="Acknowledge">The acknowledgement, by an officer or by the channel (R8).</param>
/// <param name="AcknowledgedByChannel">True when no officer acknowledged on or before the day of the channel's notice.</param>
/// <param name="Feedback">The feedback; further feedback may follow and changes nothing here.</param>
/// <param name="Next">The next date.</param>
/// <param name="Owner">Who handles the case: the officer who acknowledged, else the first who replied or gave feedback.</param>
public sealed record CaseClock(
    DateOnly Received, Duty Acknowledge, bool AcknowledgedByChannel, Duty Feedback, NextDuty Next, PartyId? Owner)
{
    /// <summary>Days before the acknowledgement's date from which it is near.</summary>
    public const int AcknowledgementNearDays = 4;

    /// <summary>Days before the feedback's date from which it is near.</summary>
    public const int FeedbackNearDays = 7;

    /// <summary>The clock of the case on a civil day of the organisation.</summary>
    public static CaseClock Project(CaseFile file, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(file);
        var byOfficer = file.FirstByOfficer(CaseObjectKind.Acknowledgement)?.PutDay;
        var byChannel = FirstNotice(file);
        var acknowledged = Earlier(byOfficer, byChannel);
        var feedbackOn = file.FirstByOfficer(CaseObjectKind.Feedback)?.PutDay;

        var dates = StatutoryClock.DeriveDates(file.Received, acknowledged);
        var acknowledge = DutyOn(dates.Acknowledge, acknowledged, AcknowledgementNearDays, DutyState.Now, today);
        var feedback = DutyOn(
            dates.Feedback, feedbackOn, FeedbackNearDays, acknowledged is null ? DutyState.Future : DutyState.Now, today);

        return new CaseClock(
            file.Received,
            acknowledge,
            acknowledged is not null && (byOfficer is null || byOfficer > acknowledged),
            feedback,
            NextOf(acknowledge, feedback),
            OwnerOf(file));
    }

    private static Duty DutyOn(Deadline deadline, DateOnly? doneOn, int nearDays, DutyState waiting, DateOnly today)
    {
        var daysLeft = deadline.By.DayNumber - (doneOn ?? today).DayNumber;
        var state = daysLeft < 0 ? DutyState.Overdue
            : doneOn is not null ? DutyState.Done
            : daysLeft <= nearDays ? DutyState.Near
            : waiting;
        return new Duty(deadline, doneOn, state, daysLeft);
    }

    /// <summary>
    /// Duties come in their order, with one exception: an acknowledgement that was never sent must not hide, for the rest
    /// of the case, that the feedback's date is near or past.
    /// </summary>
    private static NextDuty NextOf(Duty acknowledge, Duty feedback)
    {
        var pressing = feedback.State is DutyState.Near or DutyState.Overdue;
        return !feedback.IsOpen ? Line(NextStep.None, feedback)
            : acknowledge.IsOpen && !pressing ? Line(NextStep.Acknowledge, acknowledge)
            : Line(NextStep.Feedback, feedback);
    }

    private static NextDuty Line(NextStep what, Duty duty) => new(what, duty.Deadline.By, duty.DaysLeft, duty.State);

    private static PartyId? OwnerOf(CaseFile file) =>
        file.FirstByOfficer(CaseObjectKind.Acknowledgement)?.Author
        ?? FirstOf(file.FirstByOfficer(CaseObjectKind.Reply), file.FirstByOfficer(CaseObjectKind.Feedback))?.Author;

    private static ObjectHead? FirstOf(ObjectHead? left, ObjectHead? right) =>
        left is { } first && (right is not { } second || (first.PutDay, first.Author).CompareTo((second.PutDay, second.Author)) <= 0)
            ? left
            : right;

    private static DateOnly? FirstNotice(CaseFile file)
    {
        foreach (var head in file.Objects)
        {
            if (head.Kind is CaseObjectKind.ChannelNotice && head.Author == PartyId.Channel)
            {
                return head.PutDay;
            }
        }

        return null;
    }

    private static DateOnly? Earlier(DateOnly? left, DateOnly? right) =>
        left is { } first && right is { } second ? (first < second ? first : second) : left ?? right;
}
