using IntegrityChannel.Casework.Rules.Deadlines;

namespace IntegrityChannel.Casework.Tests.Rules.Deadlines;

/// <summary>
/// The laws that hold for any date, written against a clock that is handed in, so that faulty clocks can be tried too.
/// </summary>
internal static class ClockProperties
{
    internal delegate StatutoryDates Clock(DateOnly received, DateOnly? acknowledged);

    internal static DateOnly First { get; } = new(2024, 1, 1);

    internal static DateOnly Last { get; } = new(2034, 12, 31);

    /// <summary>Names of the properties that the clock breaks for some day of receipt from 2024 to 2034.</summary>
    internal static IReadOnlySet<string> Broken(Clock clock)
    {
        var broken = new HashSet<string>(StringComparer.Ordinal);
        for (var received = First; received <= Last; received = received.AddDays(1))
        {
            CheckDay(clock, received, broken);
        }

        return broken;
    }

    /// <summary>Ids of the worked examples that the clock gets wrong.</summary>
    internal static IReadOnlyList<int> WrongRows(Clock clock) =>
    [
        .. DeadlineRow.All.Where(row => !Agrees(row, clock(row.ReceivedOn, row.AcknowledgedOn))).Select(row => row.Id),
    ];

    /// <summary>Judicial Code, article 54: from a numbered day to the eve of the same number, or to the month's end.</summary>
    internal static DateOnly JudicialCodeReading(DateOnly from, int months)
    {
        var start = from.AddDays(1);
        var end = new DateOnly(start.Year, start.Month, 1).AddMonths(months);
        return start.Day == 1
            ? end.AddDays(-1)
            : end.AddDays(Math.Min(start.Day - 1, DateTime.DaysInMonth(end.Year, end.Month)) - 1);
    }

    private static void CheckDay(Clock clock, DateOnly received, HashSet<string> broken)
    {
        var without = clock(received, null);
        Require(without.Acknowledge.By.DayNumber - received.DayNumber == 7, "seven days", broken);
        CheckDeadline(without.Acknowledge, broken);
        CheckDeadline(without.Feedback, broken);

        DateOnly? previous = null;
        for (var days = 0; days <= 40; days++)
        {
            var acknowledged = received.AddDays(days);
            var with = clock(received, acknowledged);
            var baseDay = acknowledged < without.Acknowledge.By ? acknowledged : received.AddDays(7);
            CheckDeadline(with.Feedback, broken);
            Require(with.Acknowledge == without.Acknowledge, "acknowledging moves no acknowledgement date", broken);
            Require(with.Feedback.By <= without.Feedback.By, "acknowledging never gives more time", broken);
            Require(with.Feedback.By <= JudicialCodeReading(baseDay, 3), "never after the judicial code", broken);
            Require(previous is not { } earlier || with.Feedback.By >= earlier, "later acknowledgement, no earlier feedback", broken);
            previous = with.Feedback.By;
        }
    }

    private static void CheckDeadline(Deadline deadline, HashSet<string> broken)
    {
        Require(deadline.WorkTarget <= deadline.By && deadline.By <= deadline.ExtendedReading, "target, date, reading in order", broken);
        Require(WorkingDays.Contains(deadline.WorkTarget) && WorkingDays.Contains(deadline.ExtendedReading), "targets are working days", broken);
        var end = DeadlineRow.Brussels.EndOf(deadline.By);
        Require(end.Offset == TimeSpan.Zero && end.Hour is 22 or 23 && end is { Minute: 0, Second: 0 }, "ends at 22:00Z or 23:00Z", broken);
    }

    private static bool Agrees(DeadlineRow row, StatutoryDates dates) =>
        dates.Acknowledge.By == row.AcknowledgeBy
        && dates.Acknowledge.WorkTarget == row.AcknowledgeWorkTarget
        && dates.Acknowledge.ExtendedReading == row.AcknowledgeExtendedReading
        && DeadlineRow.Brussels.EndOf(dates.Acknowledge.By) == row.AcknowledgeEndsUtc
        && dates.Feedback.By == row.FeedbackBy
        && dates.Feedback.WorkTarget == row.FeedbackWorkTarget
        && dates.Feedback.ExtendedReading == row.FeedbackExtendedReading
        && DeadlineRow.Brussels.EndOf(dates.Feedback.By) == row.FeedbackEndsUtc;

    private static void Require(bool holds, string property, HashSet<string> broken)
    {
        if (!holds)
        {
            broken.Add(property);
        }
    }
}
