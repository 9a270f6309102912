using System.Globalization;
using IntegrityChannel.Casework.Rules.Deadlines;

namespace IntegrityChannel.Casework.Tests.Rules.Deadlines;

public sealed class OrganisationZoneTests
{
    [Theory]
    [InlineData("2026-07-14T22:30:00Z", "2026-07-15")]
    [InlineData("2026-01-31T23:15:00Z", "2026-02-01")]
    [InlineData("2026-06-30T21:59:59Z", "2026-06-30")]
    [InlineData("2026-06-30T22:00:00Z", "2026-07-01")]
    public void The_civil_date_is_that_of_the_organisation_and_not_of_the_server(string instant, string expected) =>
        Assert.Equal(expected, DeadlineRow.Brussels.DateOf(At(instant)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-03-29", "2026-03-29T22:00:00Z")]
    [InlineData("2026-10-25", "2026-10-25T23:00:00Z")]
    [InlineData("2026-10-24", "2026-10-24T22:00:00Z")]
    public void A_day_ends_when_the_next_one_starts_also_when_the_clocks_change(string day, string end) =>
        Assert.Equal(At(end), DeadlineRow.Brussels.EndOf(Day(day)));

    [Fact]
    public void A_wall_time_that_the_clocks_skip_is_reached_when_they_jump() =>
        Assert.Equal(At("2026-03-29T01:00:00Z"), DeadlineRow.Brussels.FirstInstant(Day("2026-03-29"), new TimeOnly(2, 30)));

    [Fact]
    public void A_wall_time_that_comes_twice_is_reached_the_first_time() =>
        Assert.Equal(At("2026-10-25T00:30:00Z"), DeadlineRow.Brussels.FirstInstant(Day("2026-10-25"), new TimeOnly(2, 30)));

    [Fact]
    public void Where_the_clocks_change_at_midnight_the_day_starts_at_its_first_real_instant()
    {
        var beirut = new OrganisationZone(TimeZoneInfo.FindSystemTimeZoneById("Asia/Beirut"));

        Assert.Equal(At("2026-03-28T22:00:00Z"), beirut.EndOf(Day("2026-03-28")));
        Assert.Equal(Day("2026-03-29"), beirut.DateOf(At("2026-03-28T22:00:00Z")));
        Assert.Equal(Day("2026-03-28"), beirut.DateOf(At("2026-03-28T21:59:59Z")));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
