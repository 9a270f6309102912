using IntegrityChannel.Casework.Rules.Away;
using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Rules.Reminders;

namespace IntegrityChannel.Casework.Tests.Rules.Reminders;

public sealed class DailyMailTests
{
    // Monday 5 January 2026; acknowledgement by Monday 12 January; feedback without it by Sunday 12 April (Friday 10 April).
    private static readonly DateOnly Received = new(2026, 1, 5);
    private static readonly TimeOnly Eight = new(8, 0);

    [Fact]
    public void An_unacknowledged_case_alarms_on_days_3_5_target_and_7_then_every_working_day() =>
        Assert.Equal(
            [(3, MailUrgency.DateNear), (5, MailUrgency.DateNear), (7, MailUrgency.DateNear), (8, MailUrgency.DatePassed), (9, MailUrgency.DatePassed), (10, MailUrgency.DatePassed), (11, MailUrgency.DatePassed)],
            Run(new CaseBuilder(Received).File, CaseBuilder.Responsible, Received.AddDays(1), Received.AddDays(13)));

    [Fact]
    public void A_work_target_before_the_date_alarms_too() =>
        Assert.Equal( // due on Christmas, target the day before: days 3, 5, 6 and 7
            [3, 5, 6, 7],
            Run(new CaseBuilder(new DateOnly(2026, 12, 18)).File, CaseBuilder.Responsible, new DateOnly(2026, 12, 19), new DateOnly(2026, 12, 25))
                .Select(mail => mail.Day));

    [Fact]
    public void The_deputy_joins_on_day_5() =>
        Assert.Equal(
            [5, 7, 8, 9, 10, 11],
            Run(new CaseBuilder(Received).File, CaseBuilder.Deputy, Received.AddDays(1), Received.AddDays(13)).Select(mail => mail.Day));

    [Fact]
    public void Without_a_responsible_among_the_recipients_the_deputy_is_alarmed_from_the_start()
    {
        var file = new CaseBuilder(Received).To((CaseBuilder.Deputy, OfficerRole.Deputy), (CaseBuilder.Confidant, OfficerRole.Confidant)).File;

        Assert.Equal(3, Run(file, CaseBuilder.Deputy, Received.AddDays(1), Received.AddDays(4)).Single().Day);
        Assert.Empty(Run(file, CaseBuilder.Confidant, Received.AddDays(1), Received.AddDays(13)));
        Assert.Equal(3, Run(new CaseBuilder(Received).Removed(CaseBuilder.Responsible).File, CaseBuilder.Deputy, Received.AddDays(1), Received.AddDays(4)).Single().Day);
    }

    [Fact]
    public void A_report_to_a_confidant_alone_alarms_the_confidant() =>
        Assert.Equal(3, Run(
            new CaseBuilder(Received).To((CaseBuilder.Confidant, OfficerRole.Confidant)).File,
            CaseBuilder.Confidant, Received.AddDays(1), Received.AddDays(4)).Single().Day);

    [Fact]
    public void Feedback_alarms_30_14_and_7_days_before_on_the_target_and_on_the_day()
    {
        var file = new CaseBuilder(Received).With(CaseObjectKind.Acknowledgement, CaseBuilder.Deputy, new DateOnly(2026, 1, 12)).File;
        var due = new DateOnly(2026, 4, 12);

        var responsible = Run(file, CaseBuilder.Responsible, new DateOnly(2026, 1, 13), due.AddDays(2));
        var deputy = Run(file, CaseBuilder.Deputy, new DateOnly(2026, 1, 13), due.AddDays(2));

        Assert.Equal(
            [(-30, MailUrgency.DateAhead), (-14, MailUrgency.DateAhead), (-7, MailUrgency.DateAhead), (-2, MailUrgency.DateNear), (0, MailUrgency.DateNear), (1, MailUrgency.DatePassed), (2, MailUrgency.DatePassed)],
            responsible.Select(mail => (Received.AddDays(mail.Day).DayNumber - due.DayNumber, mail.Urgency)));
        Assert.Equal([-7, -2, 0, 1, 2], deputy.Select(mail => Received.AddDays(mail.Day).DayNumber - due.DayNumber));
    }

    [Fact]
    public void Feedback_given_ends_the_alarms()
    {
        var file = new CaseBuilder(Received)
            .With(CaseObjectKind.Acknowledgement, CaseBuilder.Deputy, Received)
            .With(CaseObjectKind.Feedback, CaseBuilder.Deputy, Received).File;

        Assert.Empty(Run(file, CaseBuilder.Responsible, Received.AddDays(1), Received.AddDays(200)));
    }

    [Fact]
    public void Officers_who_were_left_out_or_removed_hear_nothing_under_the_discreet_rule()
    {
        var file = new CaseBuilder(Received).Removed(CaseBuilder.Deputy).File;

        foreach (var officer in (PartyId[])[CaseBuilder.Outsider, CaseBuilder.Deputy])
        {
            Assert.Empty(Run(file, officer, Received.AddDays(1), Received.AddDays(200), read: 0));
        }
    }

    [Fact]
    public void Unread_news_is_told_in_the_next_days_slot_and_then_every_seventh_day()
    {
        var file = new CaseBuilder(Received)
            .With(CaseObjectKind.Acknowledgement, CaseBuilder.Deputy, Received)
            .With(CaseObjectKind.ReporterMessage, PartyId.Reporter, Received.AddDays(10)).File;

        Assert.Equal(
            [(11, MailUrgency.News), (18, MailUrgency.News), (25, MailUrgency.News)],
            Run(file, CaseBuilder.Responsible, Received.AddDays(1), Received.AddDays(31)));
        Assert.Empty(Run(file, CaseBuilder.Responsible, Received.AddDays(1), Received.AddDays(31), read: 2));
        Assert.Equal([1, 8, 11, 15, 18, 22, 25, 29], Run(file, CaseBuilder.Deputy, Received.AddDays(1), Received.AddDays(31), read: 0).Select(mail => mail.Day));
    }

    [Fact]
    public void The_most_urgent_of_several_cases_speaks()
    {
        var late = new OfficerCase(new CaseBuilder(Received.AddDays(-8)).File, 1);
        var fresh = new OfficerCase(new CaseBuilder(Received.AddDays(-1)).File, 0);

        Assert.Equal(
            new SlotDecision.Send(MailRule.Discreet, MailUrgency.DatePassed),
            DailyMail.Decide(MailRule.Discreet, CaseBuilder.Responsible, [fresh, late], [], AwayList.Nobody, [Received.AddDays(-1)], Received, Eight));
    }

    [Theory]
    [InlineData(7, 59, false)]
    [InlineData(8, 0, true)]
    [InlineData(23, 59, true)]
    public void The_slot_opens_at_eight_and_a_late_start_still_uses_it(int hour, int minute, bool decided)
    {
        var decision = DailyMail.Decide(
            MailRule.Discreet, CaseBuilder.Responsible, [new OfficerCase(new CaseBuilder(Received).File, 0)], [], AwayList.Nobody, [], Received.AddDays(3), new TimeOnly(hour, minute));

        Assert.Equal(decided, decision is SlotDecision.Send);
        Assert.Equal(!decided, decision is SlotDecision.NotNow);
    }

    [Fact]
    public void A_slot_is_decided_once() =>
        Assert.IsType<SlotDecision.NotNow>(DailyMail.Decide(
            MailRule.Constant, CaseBuilder.Responsible, [], [], AwayList.Nobody, [Received], Received, new TimeOnly(20, 0)));

    [Fact]
    public void Alarm_days_missed_in_an_outage_count_into_the_next_slot()
    {
        var cases = new[] { new OfficerCase(new CaseBuilder(Received).File, 1) };

        Assert.IsType<SlotDecision.Send>(DailyMail.Decide(MailRule.Discreet, CaseBuilder.Responsible, cases, [], AwayList.Nobody, [Received.AddDays(2)], Received.AddDays(4), Eight));
        Assert.IsType<SlotDecision.Silent>(DailyMail.Decide(MailRule.Discreet, CaseBuilder.Responsible, cases, [], AwayList.Nobody, [Received.AddDays(3)], Received.AddDays(4), Eight));
    }

    [Fact]
    public void Slots_left_by_a_clock_that_ran_ahead_silence_nothing() =>
        Assert.IsType<SlotDecision.Send>(DailyMail.Decide(
            MailRule.Discreet, CaseBuilder.Responsible, [new OfficerCase(new CaseBuilder(Received).File, 1)], [], AwayList.Nobody, [Received.AddDays(900)], Received.AddDays(3), Eight));

    [Fact]
    public void The_constant_rule_sends_the_same_on_every_working_day_and_never_else()
    {
        for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
        {
            var idle = DailyMail.Decide(MailRule.Constant, CaseBuilder.Responsible, [], [], AwayList.Nobody, [day.AddDays(-1)], day, Eight);
            var busy = DailyMail.Decide(
                MailRule.Constant, CaseBuilder.Responsible, [new OfficerCase(new CaseBuilder(day.AddDays(-8)).File, 0)], [], AwayList.Nobody, [], day, Eight);

            Assert.Equal(idle, busy);
            Assert.Equal(Casework.Rules.Deadlines.WorkingDays.Contains(day), busy is SlotDecision.Send { Urgency: MailUrgency.None });
        }
    }

    /// <summary>Decides slot after slot as the tick does and keeps what was sent, as days after receipt.</summary>
    private static List<(int Day, MailUrgency Urgency)> Run(CaseFile file, PartyId officer, DateOnly from, DateOnly to, int read = 1)
    {
        var sent = new List<(int, MailUrgency)>();
        List<DateOnly> decided = [from.AddDays(-1)];
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var decision = DailyMail.Decide(MailRule.Discreet, officer, [new OfficerCase(file, read)], [], AwayList.Nobody, decided, day, Eight);
            decided.Add(day);
            if (decision is SlotDecision.Send send)
            {
                sent.Add((day.DayNumber - file.Received.DayNumber, send.Urgency));
            }
        }

        return sent;
    }
}
