using IntegrityChannel.Casework.Rules.Deadlines;

namespace IntegrityChannel.Casework.Tests.Rules.Deadlines;

public sealed class BelgianHolidaysTests
{
    [Theory]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2028-04-16")]
    [InlineData("2029-04-01")]
    [InlineData("2030-04-21")]
    [InlineData("2031-04-13")]
    [InlineData("2032-03-28")]
    [InlineData("2038-04-25")] // latest possible
    [InlineData("2285-03-22")] // earliest possible
    [InlineData("2049-04-18")] // both exceptions of the paschal moon lie near
    [InlineData("2076-04-19")]
    public void Easter_falls_on_the_published_Sunday(string expected)
    {
        var easter = DateOnly.ParseExact(expected, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(easter, BelgianHolidays.EasterSunday(easter.Year));
        Assert.Equal(DayOfWeek.Sunday, easter.DayOfWeek);
    }

    [Fact]
    public void The_ten_holidays_of_2026_are_those_of_the_royal_decree() =>
        Assert.Equal(
            [
                new(2026, 1, 1), new(2026, 4, 6), new(2026, 5, 1), new(2026, 5, 14), new(2026, 5, 25),
                new(2026, 7, 21), new(2026, 8, 15), new(2026, 11, 1), new(2026, 11, 11), new DateOnly(2026, 12, 25),
            ],
            BelgianHolidays.Of(2026));

    [Fact]
    public void The_list_of_a_year_and_the_question_for_a_day_agree()
    {
        for (var day = new DateOnly(1990, 1, 1); day.Year < 2100; day = day.AddDays(1))
        {
            Assert.Equal(BelgianHolidays.Of(day.Year).Contains(day), BelgianHolidays.Contains(day));
        }
    }

    [Theory]
    [InlineData(2026, 7, 11)]
    [InlineData(2026, 9, 27)]
    [InlineData(2026, 11, 15)]
    [InlineData(2026, 11, 2)]
    [InlineData(2026, 12, 26)]
    [InlineData(2026, 4, 3)]
    [InlineData(2026, 5, 15)]
    public void Community_days_bridge_days_and_Good_Friday_are_no_holidays(int year, int month, int day) =>
        Assert.False(BelgianHolidays.Contains(new DateOnly(year, month, day)));

    [Fact]
    public void Working_days_are_counted_over_a_long_weekend() =>
        Assert.Equal(new DateOnly(2026, 4, 8), WorkingDays.After(new DateOnly(2026, 4, 3), 2));
}
