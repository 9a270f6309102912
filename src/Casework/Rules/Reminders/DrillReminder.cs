namespace IntegrityChannel.Casework.Rules.Reminders;

/// <summary>
/// When administrators are told that a restore was not practised for three months (docs/deadlines.md, "Drills"): on the first day after, and every thirty days as
/// long as nobody did. It says nothing of a case.
/// </summary>
public static class DrillReminder
{
    /// <summary>Days between two drills.</summary>
    public const int QuarterDays = 92;

    /// <summary>Days between two reminders.</summary>
    public const int AgainDays = 30;

    /// <summary>True when a reminder falls after <paramref name="after"/> up to <paramref name="today"/>; several that an outage held back are one.</summary>
    /// <param name="last">The last drill that went well; before the first, the day of the first list of keys. Null before that: there is nothing to restore.</param>
    /// <param name="after">The last day whose slot was decided.</param>
    /// <param name="today">The day whose slot is being decided.</param>
    public static bool IsDue(DateOnly? last, DateOnly after, DateOnly today)
    {
        if (last is not { } day || today.DayNumber - day.DayNumber < QuarterDays)
        {
            return false;
        }

        var newest = today.DayNumber - ((today.DayNumber - day.DayNumber - QuarterDays) % AgainDays);
        return newest > after.DayNumber;
    }
}
