using IntegrityChannel.Casework.Rules.Away;
using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Rules.Deadlines;

namespace IntegrityChannel.Casework.Rules.Reminders;

/// <summary>The organisation's rule for mail to officers. Numbers are stored.</summary>
public enum MailRule : byte
{
    /// <summary>A mail only when something needs attention.</summary>
    Discreet = 1,

    /// <summary>The same mail every working day, whatever happened: its presence says nothing.</summary>
    Constant = 2,
}

/// <summary>All that a mail may say of cases; ordered by urgency. Numbers are stored.</summary>
public enum MailUrgency : byte
{
    /// <summary>Nothing: the constant mail, or one that only says that keys end.</summary>
    None = 0,

    /// <summary>There is unread news.</summary>
    News = 1,

    /// <summary>A date is coming, more than two working days ahead.</summary>
    DateAhead = 2,

    /// <summary>A date falls within two working days.</summary>
    DateNear = 3,

    /// <summary>A date has passed.</summary>
    DatePassed = 4,
}

/// <summary>A case as one officer has it.</summary>
/// <param name="File">The case.</param>
/// <param name="Read">How many of the reporter's objects this officer was ever handed.</param>
public sealed record OfficerCase(CaseFile File, int Read);

/// <summary>What happens in an officer's slot.</summary>
public abstract record SlotDecision
{
    private SlotDecision()
    {
    }

    /// <summary>The slot has not opened or was decided before; nothing is to be stored.</summary>
    public sealed record NotNow : SlotDecision;

    /// <summary>Decided: no mail in this slot.</summary>
    public sealed record Silent : SlotDecision;

    /// <summary>Decided: one mail.</summary>
    /// <param name="Rule">Under which it was decided.</param>
    /// <param name="Urgency">What it says of cases.</param>
    /// <param name="KeysEnd">It also says that keys end.</param>
    /// <param name="DrillDue">It also says that a restore was not practised for long; to administrators only.</param>
    public sealed record Send(MailRule Rule, MailUrgency Urgency, bool KeysEnd = false, bool DrillDue = false) : SlotDecision;
}

/// <summary>
/// One slot a day and officer, opening at 08:00 of the organisation's zone. A late start decides the slot of that same day
/// only; alarm days missed meanwhile count into that one mail, so that nothing is lost and nothing comes in a burst.
/// Under the discreet rule an officer who is away is not mailed: nobody could act on it, and whoever reads that mailbox meanwhile would
/// learn that there is something. Colleagues in the case are alarmed instead; the first slot after the absence makes up for the rest. Only
/// where everyone in the case is away are all of them mailed. The constant mail says nothing and goes to everybody always. That keys end is a second
/// sentence in the same mail; an administrator, who has no cases and no daily mail, is mailed for that and for drills alone, under either rule.
/// </summary>
public static class DailyMail
{
    /// <summary>Wall time of the organisation at which the slot opens.</summary>
    public static TimeOnly SlotOpens { get; } = new(8, 0);

    /// <summary>Decides the slot of today.</summary>
    /// <param name="rule">The organisation's rule.</param>
    /// <param name="officer">The officer.</param>
    /// <param name="cases">Every case; those the officer does not receive are passed over here, not left to the caller.</param>
    /// <param name="keyEnds">Last days of the list of keys and of this officer's certificate.</param>
    /// <param name="away">Who is away when.</param>
    /// <param name="decided">
    /// Days on which this officer's slot was decided. Days after today, left by a clock that ran ahead, are ignored.
    /// </param>
    /// <param name="today">Civil day of the organisation.</param>
    /// <param name="now">Wall time of the organisation.</param>
    public static SlotDecision Decide(
        MailRule rule,
        PartyId officer,
        IReadOnlyCollection<OfficerCase> cases,
        IReadOnlyCollection<DateOnly> keyEnds,
        AwayList away,
        IReadOnlyCollection<DateOnly> decided,
        DateOnly today,
        TimeOnly now)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(keyEnds);
        ArgumentNullException.ThrowIfNull(away);
        ArgumentNullException.ThrowIfNull(decided);
        if (!IsOpen(decided, today, now))
        {
            return new SlotDecision.NotNow();
        }

        if (rule is MailRule.Constant)
        {
            return WorkingDays.Contains(today) ? new SlotDecision.Send(rule, MailUrgency.None) : new SlotDecision.Silent();
        }

        var after = away.HeardUntil(officer, LastBefore(decided, today), today);
        var urgency = cases.Select(each => UrgencyOf(each, officer, away, after, today)).DefaultIfEmpty(MailUrgency.None).Max();
        var keysEnd = !away.IsAway(officer, today) && KeyEndings.IsDue(keyEnds, after, today);
        return urgency is MailUrgency.None && !keysEnd ? new SlotDecision.Silent() : new SlotDecision.Send(rule, urgency, keysEnd);
    }

    /// <summary>Decides the slot of an administrator, which knows of nothing but keys and drills.</summary>
    /// <param name="keyEnds">Last days of the list of keys and of all certificates in it.</param>
    /// <param name="lastDrill">As <see cref="DrillReminder"/> takes it.</param>
    /// <param name="decided">As for officers.</param>
    /// <param name="today">Civil day of the organisation.</param>
    /// <param name="now">Wall time of the organisation.</param>
    public static SlotDecision DecideForAdministrator(
        IReadOnlyCollection<DateOnly> keyEnds, DateOnly? lastDrill, IReadOnlyCollection<DateOnly> decided, DateOnly today, TimeOnly now)
    {
        ArgumentNullException.ThrowIfNull(keyEnds);
        ArgumentNullException.ThrowIfNull(decided);
        if (!IsOpen(decided, today, now))
        {
            return new SlotDecision.NotNow();
        }

        var after = LastBefore(decided, today);
        var (keysEnd, drillDue) = (KeyEndings.IsDue(keyEnds, after, today), DrillReminder.IsDue(lastDrill, after, today));
        return keysEnd || drillDue ? new SlotDecision.Send(MailRule.Discreet, MailUrgency.None, keysEnd, drillDue) : new SlotDecision.Silent();
    }

    private static bool IsOpen(IReadOnlyCollection<DateOnly> decided, DateOnly today, TimeOnly now) => now >= SlotOpens && !decided.Contains(today);

    private static DateOnly LastBefore(IReadOnlyCollection<DateOnly> decided, DateOnly today) =>
        decided.Where(day => day < today).DefaultIfEmpty(DateOnly.MinValue).Max();

    private static MailUrgency UrgencyOf(OfficerCase each, PartyId officer, AwayList away, DateOnly after, DateOnly today)
    {
        var present = Cover.Present(each.File, away, today);
        if (each.File.FindReceiving(officer) is not { } recipient || !present.Contains(recipient))
        {
            return MailUrgency.None;
        }

        var clock = CaseClock.Project(each.File, today);
        var urgency = UnreadNews.IsDue(each.File, each.Read, after, today) ? MailUrgency.News : MailUrgency.None;
        foreach (var duty in (Duty[])[clock.Acknowledge, clock.Feedback])
        {
            var alarm = AlarmDays.Between(duty, each.File.Received, after, today);
            if (Escalation.Reaches(present, recipient, alarm) && UrgencyOf(duty.Deadline, today) is var found && found > urgency)
            {
                urgency = found;
            }
        }

        return urgency;
    }

    private static MailUrgency UrgencyOf(Deadline deadline, DateOnly today) =>
        !deadline.IsMetBy(today) ? MailUrgency.DatePassed
        : deadline.By < WorkingDays.After(today, 3) ? MailUrgency.DateNear
        : MailUrgency.DateAhead;
}
