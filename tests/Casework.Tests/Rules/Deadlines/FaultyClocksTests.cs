using IntegrityChannel.Casework.Rules.Deadlines;

namespace IntegrityChannel.Casework.Tests.Rules.Deadlines;

/// <summary>Negative control: clocks with one fault each. The table and the properties must notice them.</summary>
public sealed class FaultyClocksTests
{
    private static readonly Dictionary<string, (ClockProperties.Clock Clock, string? Property)> Faults = new()
    {
        ["day of receipt counted"] = ((received, acknowledged) => Build(received, acknowledged, firstTerm: 6), "seven days"),
        ["late acknowledgement moves feedback"] = (LateAcknowledgementMovesFeedback, "acknowledging never gives more time"),
        ["extended date chained into feedback"] = (ExtendedDateChained, null),
        ["due dates extended to a working day"] = (DueDatesExtended, "seven days"),
        ["ninety days for three months"] = ((received, acknowledged) => Build(received, acknowledged, feedback: day => day.AddDays(90)), null),
        ["judicial code for month ends"] = ((received, acknowledged) => Build(received, acknowledged, feedback: day => ClockProperties.JudicialCodeReading(day, 3)), null),
        ["judicial code plus a day"] = ((received, acknowledged) => Build(received, acknowledged, feedback: day => ClockProperties.JudicialCodeReading(day, 3).AddDays(1)), "never after the judicial code"),
        ["acknowledgement ignored"] = ((received, _) => StatutoryClock.DeriveDates(received, null), null),
        ["day of receipt taken in UTC"] = ((received, acknowledged) => StatutoryClock.DeriveDates(received.AddDays(-1), acknowledged), "seven days"),
        ["work target after the date"] = (WorkTargetAfter, "target, date, reading in order"),
        ["work target on a weekend"] = (WorkTargetOnWeekend, "targets are working days"),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    public static TheoryData<string> NamesOfThoseBreakingAProperty => [.. Faults.Where(fault => fault.Value.Property is not null).Select(fault => fault.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_table_notices_a_faulty_clock(string fault) =>
        Assert.NotEmpty(ClockProperties.WrongRows(Faults[fault].Clock));

    [Theory]
    [MemberData(nameof(NamesOfThoseBreakingAProperty))]
    public void The_properties_notice_the_faults_they_are_meant_for(string fault) =>
        Assert.Contains(Faults[fault].Property!, ClockProperties.Broken(Faults[fault].Clock));

    [Fact]
    public void The_right_clock_passes_the_same_checks() =>
        Assert.Empty(ClockProperties.WrongRows(StatutoryClock.DeriveDates));

    private static StatutoryDates Build(
        DateOnly received, DateOnly? acknowledged, int firstTerm = 7, Func<DateOnly, DateOnly>? feedback = null)
    {
        var by = received.AddDays(firstTerm);
        var from = acknowledged is { } day && day < by ? day : by;
        return new StatutoryDates(received, On(by), On((feedback ?? (date => date.AddMonths(3)))(from)));
    }

    private static StatutoryDates LateAcknowledgementMovesFeedback(DateOnly received, DateOnly? acknowledged)
    {
        var right = StatutoryClock.DeriveDates(received, acknowledged);
        return right with { Feedback = On((acknowledged ?? right.Acknowledge.By).AddMonths(3)) };
    }

    private static StatutoryDates ExtendedDateChained(DateOnly received, DateOnly? acknowledged)
    {
        var right = StatutoryClock.DeriveDates(received, acknowledged);
        var by = right.Acknowledge.ExtendedReading;
        return right with { Feedback = On((acknowledged is { } day && day < by ? day : by).AddMonths(3)) };
    }

    private static StatutoryDates DueDatesExtended(DateOnly received, DateOnly? acknowledged)
    {
        var right = StatutoryClock.DeriveDates(received, acknowledged);
        return right with { Acknowledge = On(right.Acknowledge.ExtendedReading), Feedback = On(right.Feedback.ExtendedReading) };
    }

    private static StatutoryDates WorkTargetAfter(DateOnly received, DateOnly? acknowledged)
    {
        var right = StatutoryClock.DeriveDates(received, acknowledged);
        return right with { Feedback = right.Feedback with { WorkTarget = right.Feedback.ExtendedReading } };
    }

    private static StatutoryDates WorkTargetOnWeekend(DateOnly received, DateOnly? acknowledged)
    {
        var right = StatutoryClock.DeriveDates(received, acknowledged);
        return right with { Acknowledge = right.Acknowledge with { WorkTarget = right.Acknowledge.By } };
    }

    private static Deadline On(DateOnly by) =>
        new(by, WorkingDays.OnOrBefore(by), WorkingDays.OnOrAfter(by), StatuteReference.Feedback);
}
