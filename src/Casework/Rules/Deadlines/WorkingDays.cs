namespace IntegrityChannel.Casework.Rules.Deadlines;

/// <summary>Working days: every day that is no Saturday, Sunday or public holiday (Civil Code, article 1.7).</summary>
public static class WorkingDays
{
    /// <summary>True when offices are expected to be open by law.</summary>
    public static bool Contains(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !BelgianHolidays.Contains(date);

    /// <summary>The date itself when it is a working day, else the last one before it.</summary>
    public static DateOnly OnOrBefore(DateOnly date)
    {
        while (!Contains(date))
        {
            date = date.AddDays(-1);
        }

        return date;
    }

    /// <summary>The date itself when it is a working day, else the next one after it.</summary>
    public static DateOnly OnOrAfter(DateOnly date)
    {
        while (!Contains(date))
        {
            date = date.AddDays(1);
        }

        return date;
    }

    /// <summary>
    /// The day on which that many working days have begun after <paramref name="from"/>; the starting day does not count.
    /// </summary>
    public static DateOnly After(DateOnly from, int count)
    {
        var date = from;
        for (var left = count; left > 0; left--)
        {
            date = OnOrAfter(date.AddDays(1));
        }

        return date;
    }
}
