using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Rules.Deadlines;

namespace IntegrityChannel.Casework.Rules.Reminders;

/// <summary>The alarm days (docs/deadlines.md, "Reminders"), and from which of them on the deputy is alarmed too.</summary>
internal static class AlarmDays
{
    private static readonly int[] AfterReceipt = [3, 5, 7];
    private static readonly int[] BeforeFeedback = [30, 14, 7];

    /// <summary>
    /// The alarms of an open duty after <paramref name="after"/> up to <paramref name="today"/>: usually those of one day,
    /// more after an outage.
    /// </summary>
    /// <param name="duty">Open; a duty that was fulfilled alarms no more.</param>
    /// <param name="received">Day of receipt; no alarm lies on or before it.</param>
    /// <param name="after">The last day whose slot was decided.</param>
    /// <param name="today">The day whose slot is being decided.</param>
    internal static Alarm Between(Duty duty, DateOnly received, DateOnly after, DateOnly today)
    {
        var alarm = Alarm.None;
        var escalated = EscalatedFrom(duty, received);
        for (var day = after > received ? after.AddDays(1) : received.AddDays(1); duty.IsOpen && day <= today; day = day.AddDays(1))
        {
            if (IsAlarmDay(duty.Deadline, received, day))
            {
                alarm = day >= escalated ? Alarm.Escalated : Alarm.First;
            }
        }

        return alarm;
    }

    private static bool IsAlarmDay(Deadline deadline, DateOnly received, DateOnly day) =>
        day > deadline.By
            ? WorkingDays.Contains(day)
            : day == deadline.By || day == deadline.WorkTarget
                || (IsAcknowledgement(deadline)
                    ? Array.IndexOf(AfterReceipt, day.DayNumber - received.DayNumber) >= 0
                    : Array.IndexOf(BeforeFeedback, deadline.By.DayNumber - day.DayNumber) >= 0);

    private static DateOnly EscalatedFrom(Duty duty, DateOnly received) =>
        IsAcknowledgement(duty.Deadline) ? received.AddDays(5) : duty.Deadline.By.AddDays(-7);

    private static bool IsAcknowledgement(Deadline deadline) => deadline.Basis == StatuteReference.Acknowledgement;
}

/// <summary>How far an alarm goes; ordered.</summary>
internal enum Alarm
{
    None,

    /// <summary>To the responsible.</summary>
    First,

    /// <summary>To the deputy too.</summary>
    Escalated,
}
