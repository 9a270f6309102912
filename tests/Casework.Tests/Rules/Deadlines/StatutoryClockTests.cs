using IntegrityChannel.Casework.Rules.Deadlines;

namespace IntegrityChannel.Casework.Tests.Rules.Deadlines;

public sealed class StatutoryClockTests
{
    public static TheoryData<int> RowIds => [.. DeadlineRow.All.Select(row => row.Id)];

    [Fact]
    public void There_are_forty_worked_examples() =>
        Assert.Equal(Enumerable.Range(1, 40), DeadlineRow.All.Select(row => row.Id));

    [Theory]
    [MemberData(nameof(RowIds))]
    public void A_worked_example_comes_out_as_written(int id)
    {
        var row = DeadlineRow.All.Single(candidate => candidate.Id == id);

        var dates = StatutoryClock.DeriveDates(row.ReceivedOn, row.AcknowledgedOn);

        Assert.Equal(
            (row.AcknowledgeBy, row.AcknowledgeWorkTarget, row.AcknowledgeExtendedReading),
            (dates.Acknowledge.By, dates.Acknowledge.WorkTarget, dates.Acknowledge.ExtendedReading));
        Assert.Equal(row.AcknowledgeEndsUtc, DeadlineRow.Brussels.EndOf(dates.Acknowledge.By));
        Assert.Equal(
            (row.FeedbackBy, row.FeedbackWorkTarget, row.FeedbackExtendedReading),
            (dates.Feedback.By, dates.Feedback.WorkTarget, dates.Feedback.ExtendedReading));
        Assert.Equal(row.FeedbackEndsUtc, DeadlineRow.Brussels.EndOf(dates.Feedback.By));
    }

    [Fact]
    public void Every_property_holds_for_every_day_from_2024_to_2034() =>
        Assert.Empty(ClockProperties.Broken(StatutoryClock.DeriveDates));

    [Fact]
    public void The_judicial_code_is_later_only_after_the_last_of_February_30_April_and_30_September()
    {
        for (var day = ClockProperties.First; day <= ClockProperties.Last; day = day.AddDays(1))
        {
            var gained = ClockProperties.JudicialCodeReading(day, 3).DayNumber - day.AddMonths(3).DayNumber;
            var shortMonthEnd = (day.Month, day.Day) is (4, 30) or (9, 30) || (day.Month == 2 && day.AddDays(1).Month == 3);
            Assert.Equal(shortMonthEnd, gained > 0);
            Assert.InRange(gained, 0, 3);
        }
    }

    [Fact]
    public void Any_seven_day_term_has_at_least_four_working_days()
    {
        for (var received = ClockProperties.First; received <= ClockProperties.Last; received = received.AddDays(1))
        {
            Assert.True(Enumerable.Range(1, 7).Count(days => WorkingDays.Contains(received.AddDays(days))) >= 4);
        }
    }

    [Fact]
    public void An_acknowledgement_dated_before_receipt_counts_as_the_day_of_receipt()
    {
        var received = new DateOnly(2026, 3, 10);

        Assert.Equal(
            StatutoryClock.DeriveDates(received, received),
            StatutoryClock.DeriveDates(received, received.AddDays(-3)));
    }

    [Fact]
    public void An_act_on_the_due_date_is_in_time_and_one_on_the_day_after_is_late()
    {
        var deadline = StatutoryClock.DeriveDates(new DateOnly(2026, 12, 18), null).Acknowledge;

        Assert.True(deadline.IsMetBy(new DateOnly(2026, 12, 25)));
        Assert.False(deadline.IsMetBy(new DateOnly(2026, 12, 26)));
        Assert.True(deadline.ExtendedReading > deadline.By);
        Assert.False(deadline.IsMetBy(deadline.ExtendedReading));
    }

    [Fact]
    public void Every_date_names_its_article()
    {
        var dates = StatutoryClock.DeriveDates(new DateOnly(2026, 1, 5), null);

        Assert.Equal("art. 12, 2°", dates.Acknowledge.Basis.ToString());
        Assert.Equal("art. 12, 5°", dates.Feedback.Basis.ToString());
        Assert.Equal(Statute.PoliceIntegrityAct2022, dates.Feedback.Basis.Statute);
    }

    [Fact]
    public void Dates_outside_the_clocks_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StatutoryClock.DeriveDates(new DateOnly(1969, 12, 31), null));
        Assert.Throws<ArgumentOutOfRangeException>(() => StatutoryClock.DeriveDates(DateOnly.MaxValue, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => StatutoryClock.DeriveDates(new DateOnly(2026, 1, 1), DateOnly.MaxValue));
        Assert.NotNull(StatutoryClock.DeriveDates(StatutoryClock.FirstDay, StatutoryClock.LastDay));
        Assert.NotNull(StatutoryClock.DeriveDates(StatutoryClock.LastDay, null));
    }
}
