using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Rules.Deadlines;

namespace IntegrityChannel.Casework.Rules.Away;

/// <summary>
/// Whether somebody is in when the law asks for an act. Terms run on while officers are away (article 12 knows no suspension), so all
/// that software can do is to say early that nobody will be there.
/// </summary>
public static class Cover
{
    /// <summary>How far ahead a gap is looked for, in days.</summary>
    public const int GapHorizonDays = 92;

    /// <summary>
    /// The officers who are there to act in a case today: those who receive it and are not away. Where every one of them is away, all
    /// count as there, since a term that nobody hears of runs all the same.
    /// </summary>
    public static IReadOnlyList<CaseRecipient> Present(CaseFile file, AwayList away, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(away);
        var receiving = file.Recipients.Where(recipient => recipient.Receives).ToList();
        var present = receiving.Where(recipient => !away.IsAway(recipient.Officer, today)).ToList();
        return present.Count > 0 ? present : receiving;
    }

    /// <summary>
    /// The open duties of a case on whose last working day (or today, where that day has passed) everyone who receives it is away.
    /// </summary>
    public static IReadOnlyList<NextStep> Uncovered(CaseFile file, AwayList away, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(away);
        var clock = CaseClock.Project(file, today);
        var receiving = file.Recipients.Where(recipient => recipient.Receives).ToList();
        (NextStep Step, Duty Duty)[] duties = [(NextStep.Acknowledge, clock.Acknowledge), (NextStep.Feedback, clock.Feedback)];
        return
        [
            .. from each in duties
               where each.Duty.IsOpen && receiving.Count > 0
               let last = each.Duty.Deadline.WorkTarget > today ? each.Duty.Deadline.WorkTarget : today
               where receiving.TrueForAll(recipient => away.IsAway(recipient.Officer, last))
               select each.Step,
        ];
    }

    /// <summary>
    /// The first run of working days from today on at which all of these officers are away; null where somebody is always in. It asks
    /// the calendar of absences only, no case: an administrator may know it.
    /// </summary>
    public static (DateOnly From, DateOnly To)? FirstGap(IReadOnlyCollection<PartyId> officers, AwayList away, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(officers);
        ArgumentNullException.ThrowIfNull(away);
        if (officers.Count == 0)
        {
            return null;
        }

        (DateOnly From, DateOnly To)? gap = null;
        for (var day = today; day <= today.AddDays(GapHorizonDays); day = day.AddDays(1))
        {
            if (!WorkingDays.Contains(day))
            {
                continue;
            }

            if (officers.All(officer => away.IsAway(officer, day)))
            {
                gap = (gap?.From ?? day, day);
            }
            else if (gap is not null)
            {
                break;
            }
        }

        return gap;
    }
}
