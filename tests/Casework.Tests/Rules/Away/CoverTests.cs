using IntegrityChannel.Casework.Rules.Away;
using IntegrityChannel.Casework.Rules.Cases;

namespace IntegrityChannel.Casework.Tests.Rules.Away;

/// <summary>Received on Monday 5 January 2026; acknowledgement by Monday the 12th; feedback without it by Sunday 12 April (Friday the 10th).</summary>
public sealed class CoverTests
{
    private static readonly DateOnly Received = new(2026, 1, 5);
    private static readonly DateOnly AcknowledgeBy = new(2026, 1, 12);
    private static readonly DateOnly FeedbackTarget = new(2026, 4, 10);

    [Fact]
    public void A_date_is_covered_while_one_recipient_is_in_on_its_last_working_day()
    {
        var file = new CaseBuilder(Received).File;

        Assert.Empty(Cover.Uncovered(file, Away((CaseBuilder.Responsible, Received, FeedbackTarget.AddDays(9))), Received));
        Assert.Empty(Cover.Uncovered(
            file,
            Away((CaseBuilder.Responsible, Received, AcknowledgeBy), (CaseBuilder.Deputy, Received, AcknowledgeBy.AddDays(-1))),
            Received));
    }

    [Fact]
    public void A_date_over_which_everyone_is_away_is_named_and_no_other()
    {
        var file = new CaseBuilder(Received).File;

        Assert.Equal([NextStep.Acknowledge], Cover.Uncovered(file, Both(AcknowledgeBy, AcknowledgeBy), Received));
        Assert.Equal([NextStep.Feedback], Cover.Uncovered(file, Both(FeedbackTarget, FeedbackTarget), Received));
        Assert.Equal([NextStep.Acknowledge, NextStep.Feedback], Cover.Uncovered(file, Both(AcknowledgeBy, FeedbackTarget), Received));
    }

    [Fact]
    public void A_duty_that_was_done_needs_nobody()
    {
        var file = new CaseBuilder(Received).With(CaseObjectKind.Acknowledgement, CaseBuilder.Deputy, Received).File;

        Assert.Empty(Cover.Uncovered(file, Both(AcknowledgeBy, AcknowledgeBy), Received));
    }

    [Fact]
    public void Past_its_date_a_duty_is_uncovered_on_every_day_on_which_all_are_away()
    {
        var file = new CaseBuilder(Received).File;
        var late = AcknowledgeBy.AddDays(3);

        Assert.Equal([NextStep.Acknowledge], Cover.Uncovered(file, Both(late, late), late));
        Assert.Empty(Cover.Uncovered(file, Both(late, late), late.AddDays(1)));
    }

    [Fact]
    public void Only_those_who_receive_the_case_count()
    {
        var file = new CaseBuilder(Received).Removed(CaseBuilder.Deputy).File;

        Assert.Equal([NextStep.Acknowledge], Cover.Uncovered(file, Away((CaseBuilder.Responsible, AcknowledgeBy, AcknowledgeBy)), Received));
        Assert.Empty(Cover.Uncovered(new CaseBuilder(Received).File, Away((CaseBuilder.Outsider, Received, FeedbackTarget)), Received));
    }

    [Fact]
    public void The_first_gap_is_a_run_of_working_days_and_weekends_do_not_break_it()
    {
        PartyId[] officers = [CaseBuilder.Responsible, CaseBuilder.Deputy];
        var friday = new DateOnly(2026, 1, 16);

        Assert.Equal((friday, friday.AddDays(3)), Cover.FirstGap(officers, Both(friday, friday.AddDays(3)), Received));
        Assert.Null(Cover.FirstGap(officers, Away((CaseBuilder.Responsible, Received, FeedbackTarget)), Received));
        Assert.Null(Cover.FirstGap(officers, Both(friday.AddDays(1), friday.AddDays(2)), Received)); // a weekend
        Assert.Null(Cover.FirstGap(officers, Both(Received.AddDays(93), Received.AddDays(99)), Received)); // too far off to say
        Assert.Null(Cover.FirstGap([], AwayList.Nobody, Received));
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(-5, 0, true)]
    [InlineData(10, 366, true)]
    [InlineData(10, 367, false)]
    [InlineData(3, 2, false)]
    [InlineData(-5, -1, false)]
    public void An_absence_is_in_order_not_past_and_over_within_a_year(int from, int to, bool allowed) =>
        Assert.Equal(allowed, Absence.MayBeSet(Received.AddDays(from), Received.AddDays(to), Received));

    private static AwayList Both(DateOnly from, DateOnly to) => Away((CaseBuilder.Responsible, from, to), (CaseBuilder.Deputy, from, to));

    private static AwayList Away(params (PartyId Officer, DateOnly From, DateOnly To)[] absences) =>
        new(absences.Select(absence => new Absence(absence.Officer, absence.From, absence.To)));
}
