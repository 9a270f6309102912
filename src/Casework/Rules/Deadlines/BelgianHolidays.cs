namespace IntegrityChannel.Casework.Rules.Deadlines;

/// <summary>
/// The ten public holidays of Belgium (royal decree of 18 April 1974, article 1). Community days, 2 November,
/// 26 December, Good Friday, bridge days and the days that replace a holiday on a weekend are ordinary days for a
/// statutory term, however many offices are closed.
/// </summary>
public static class BelgianHolidays
{
    private static readonly (int Month, int Day)[] Fixed =
    [
        (1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25),
    ];

    /// <summary>Days after Easter Sunday: Easter Monday, Ascension Day, Whit Monday.</summary>
    private static readonly int[] AfterEaster = [1, 39, 50];

    /// <summary>True when the date is one of the ten.</summary>
    public static bool Contains(DateOnly date)
    {
        foreach (var (month, day) in Fixed)
        {
            if (date.Month == month && date.Day == day)
            {
                return true;
            }
        }

        var easter = EasterSunday(date.Year);
        return Array.Exists(AfterEaster, days => easter.AddDays(days) == date);
    }

    /// <summary>The ten dates of one year in order of the calendar.</summary>
    public static IReadOnlyList<DateOnly> Of(int year)
    {
        var easter = EasterSunday(year);
        return
        [
            .. Fixed.Select(holiday => new DateOnly(year, holiday.Month, holiday.Day))
                .Concat(AfterEaster.Select(easter.AddDays))
                .Order(),
        ];
    }

    /// <summary>
    /// Easter Sunday of the Gregorian calendar: the Sunday after the ecclesiastical full moon of spring
    /// (Butcher's form of the computation of 1582; every step is integer division).
    /// </summary>
    public static DateOnly EasterSunday(int year)
    {
        var golden = year % 19;
        var (century, yearOfCentury) = Math.DivRem(year, 100);
        var (leapCenturies, centuryRest) = Math.DivRem(century, 4);
        var moonShift = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - leapCenturies - moonShift + 15) % 30;
        var (leapYears, yearRest) = Math.DivRem(yearOfCentury, 4);
        var toSunday = (32 + (2 * centuryRest) + (2 * leapYears) - epact - yearRest) % 7;
        var lateMoon = (golden + (11 * epact) + (22 * toSunday)) / 451;
        var (month, day) = Math.DivRem(epact + toSunday - (7 * lateMoon) + 114, 31);
        return new DateOnly(year, month, day + 1);
    }
}
