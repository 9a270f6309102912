using IntegrityChannel.Casework.Rules.Cases;

namespace IntegrityChannel.Casework.Tests.Rules.Cases;

public sealed class CaseClockTests
{
    // Monday 5 January 2026: acknowledgement by Monday 12 January, feedback without acknowledgement by Sunday 12 April.
    private static readonly DateOnly Received = new(2026, 1, 5);

    [Theory]
    [InlineData(0, DutyState.Now, 7)]
    [InlineData(2, DutyState.Now, 5)]
    [InlineData(3, DutyState.Near, 4)]
    [InlineData(7, DutyState.Near, 0)]
    [InlineData(8, DutyState.Overdue, -1)]
    [InlineData(30, DutyState.Overdue, -23)]
    public void An_open_acknowledgement_goes_from_now_over_near_to_overdue(int days, DutyState state, int left)
    {
        var clock = CaseClock.Project(new CaseBuilder(Received).File, Received.AddDays(days));

        Assert.Equal(new NextDuty(NextStep.Acknowledge, new DateOnly(2026, 1, 12), left, state), clock.Next);
        Assert.Equal(DutyState.Future, clock.Feedback.State);
        Assert.Null(clock.Owner);
    }

    [Theory]
    [InlineData("2026-01-08", DutyState.Now)]
    [InlineData("2026-03-31", DutyState.Now)]
    [InlineData("2026-04-01", DutyState.Near)]
    [InlineData("2026-04-08", DutyState.Near)]
    [InlineData("2026-04-09", DutyState.Overdue)]
    public void After_the_acknowledgement_the_feedback_is_next(string today, DutyState state)
    {
        var file = new CaseBuilder(Received).With(CaseObjectKind.Acknowledgement, CaseBuilder.Deputy, new DateOnly(2026, 1, 8)).File;

        var clock = CaseClock.Project(file, Day(today));

        Assert.Equal(NextStep.Feedback, clock.Next.What);
        Assert.Equal(new DateOnly(2026, 4, 8), clock.Next.By);
        Assert.Equal(state, clock.Next.State);
        Assert.Equal(DutyState.Done, clock.Acknowledge.State);
        Assert.Equal(4, clock.Acknowledge.DaysLeft);
        Assert.Equal(CaseBuilder.Deputy, clock.Owner);
    }

    [Fact]
    public void Feedback_in_time_ends_the_duties()
    {
        var clock = CaseClock.Project(Answered(new DateOnly(2026, 3, 1)), new DateOnly(2026, 9, 1));

        Assert.Equal((NextStep.None, DutyState.Done), (clock.Next.What, clock.Next.State));
        Assert.Equal(38, clock.Next.DaysLeft);
    }

    [Fact]
    public void Overdue_stays_visible_after_late_feedback_and_does_not_grow()
    {
        var clock = CaseClock.Project(Answered(new DateOnly(2026, 4, 10)), new DateOnly(2026, 9, 1));

        Assert.Equal((NextStep.None, DutyState.Overdue, -2), (clock.Next.What, clock.Next.State, clock.Next.DaysLeft));
    }

    [Fact]
    public void A_late_acknowledgement_is_marked_late_and_moves_no_feedback()
    {
        var file = new CaseBuilder(Received).With(CaseObjectKind.Acknowledgement, CaseBuilder.Responsible, new DateOnly(2026, 1, 20)).File;

        var clock = CaseClock.Project(file, new DateOnly(2026, 1, 21));

        Assert.Equal(DutyState.Overdue, clock.Acknowledge.State);
        Assert.False(clock.Acknowledge.IsOpen);
        Assert.Equal(-8, clock.Acknowledge.DaysLeft);
        Assert.Equal(new DateOnly(2026, 4, 12), clock.Feedback.Deadline.By);
    }

    [Fact]
    public void The_channels_notice_acknowledges_and_an_officer_who_follows_moves_nothing()
    {
        var notice = new CaseBuilder(Received).With(CaseObjectKind.ChannelNotice, PartyId.Channel, new DateOnly(2026, 1, 9));
        var before = CaseClock.Project(notice.File, new DateOnly(2026, 1, 12));
        var after = CaseClock.Project(
            notice.With(CaseObjectKind.Acknowledgement, CaseBuilder.Responsible, new DateOnly(2026, 1, 12)).File, new DateOnly(2026, 1, 12));

        Assert.True(before.AcknowledgedByChannel && after.AcknowledgedByChannel);
        Assert.Equal(new DateOnly(2026, 4, 9), before.Feedback.Deadline.By);
        Assert.Equal(before.Feedback, after.Feedback);
        Assert.Null(before.Owner);
        Assert.Equal(CaseBuilder.Responsible, after.Owner);
    }

    [Fact]
    public void A_notice_after_an_officers_acknowledgement_counts_for_nothing()
    {
        var file = new CaseBuilder(Received)
            .With(CaseObjectKind.Acknowledgement, CaseBuilder.Responsible, new DateOnly(2026, 1, 8))
            .With(CaseObjectKind.ChannelNotice, PartyId.Channel, new DateOnly(2026, 1, 8)).File;

        Assert.False(CaseClock.Project(file, new DateOnly(2026, 1, 9)).AcknowledgedByChannel);
    }

    [Theory]
    [InlineData(CaseObjectKind.Acknowledgement)]
    [InlineData(CaseObjectKind.Feedback)]
    public void Objects_of_a_stranger_or_under_a_false_name_stop_no_clock(CaseObjectKind kind)
    {
        var today = Received.AddDays(1);
        var expected = CaseClock.Project(new CaseBuilder(Received).File, today);

        foreach (var author in (PartyId[])[CaseBuilder.Outsider, PartyId.Reporter, PartyId.Channel])
        {
            Assert.Equal(expected, CaseClock.Project(new CaseBuilder(Received).With(kind, author, today).File, today));
        }

        var notice = new CaseBuilder(Received).With(CaseObjectKind.ChannelNotice, CaseBuilder.Responsible, today).File;
        Assert.Equal(expected, CaseClock.Project(notice, today));
    }

    [Fact]
    public void What_a_removed_officer_did_before_still_counts()
    {
        var file = new CaseBuilder(Received)
            .With(CaseObjectKind.Acknowledgement, CaseBuilder.Responsible, new DateOnly(2026, 1, 8))
            .Removed(CaseBuilder.Responsible).File;

        Assert.False(CaseClock.Project(file, new DateOnly(2026, 2, 1)).Acknowledge.IsOpen);
    }

    [Fact]
    public void A_missing_acknowledgement_does_not_hide_that_feedback_is_near()
    {
        var file = new CaseBuilder(Received).File;

        Assert.Equal(NextStep.Acknowledge, CaseClock.Project(file, new DateOnly(2026, 4, 4)).Next.What);
        Assert.Equal((NextStep.Feedback, DutyState.Near), Next(file, new DateOnly(2026, 4, 5)));
        Assert.Equal((NextStep.Feedback, DutyState.Overdue), Next(file, new DateOnly(2026, 4, 13)));
    }

    [Fact]
    public void Without_an_acknowledgement_the_first_to_reply_or_give_feedback_handles_the_case()
    {
        var file = new CaseBuilder(Received)
            .With(CaseObjectKind.Feedback, CaseBuilder.Responsible, new DateOnly(2026, 1, 9))
            .With(CaseObjectKind.Reply, CaseBuilder.Deputy, new DateOnly(2026, 1, 8)).File;

        Assert.Equal(CaseBuilder.Deputy, CaseClock.Project(file, new DateOnly(2026, 1, 9)).Owner);
    }

    [Fact]
    public void A_case_without_its_report_is_refused() =>
        Assert.Throws<ArgumentException>(() => new CaseFile([], []));

    private static CaseFile Answered(DateOnly on) =>
        new CaseBuilder(Received)
            .With(CaseObjectKind.Acknowledgement, CaseBuilder.Responsible, new DateOnly(2026, 1, 8))
            .With(CaseObjectKind.Feedback, CaseBuilder.Responsible, on)
            .With(CaseObjectKind.Feedback, CaseBuilder.Deputy, on.AddDays(20)).File;

    private static (NextStep What, DutyState State) Next(CaseFile file, DateOnly today)
    {
        var next = CaseClock.Project(file, today).Next;
        return (next.What, next.State);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
