using IntegrityChannel.Casework.Rules.Away;
using IntegrityChannel.Casework.Rules.Reminders;

namespace IntegrityChannel.Casework.Tests.Rules.Reminders;

/// <summary>That keys end is said 90, 60, 30, 14 and 7 days before, once each, whatever happens to the clock and the process.</summary>
public sealed class KeyEndingsTests
{
    private static readonly DateOnly End = new(2026, 12, 1);
    private static readonly TimeOnly Eight = new(8, 0);

    [Fact]
    public void Slot_after_slot_the_end_of_a_key_is_said_on_five_days() =>
        Assert.Equal([-90, -60, -30, -14, -7], Run(Enumerable.Range(-120, 200)));

    [Fact]
    public void Two_keys_that_end_on_one_day_are_one_mail_and_on_two_days_each_has_its_own()
    {
        Assert.Equal([-90, -60, -30, -14, -7], Run(Enumerable.Range(-120, 200), End, End));
        Assert.Equal([-90, -88, -60, -58, -30, -28, -14, -12, -7, -5], Run(Enumerable.Range(-120, 200), End, End.AddDays(2)));
    }

    [Fact]
    public void Before_the_first_slot_ever_what_is_due_already_is_said_once() => Assert.Equal([-20, -14, -7], Run(Enumerable.Range(-20, 60), first: true));

    [Fact]
    public void With_any_pattern_of_slots_each_warning_falls_into_the_first_slot_after_it_and_no_other_slot_is_mailed()
    {
        for (var stride = 1; stride <= 100; stride++)
        {
            for (var offset = 0; offset < stride; offset++)
            {
                int[] slots = [.. Enumerable.Range(0, 300).Select(at => -130 + offset + (at * stride)).Where(day => day <= 160)];
                var expected = new[] { -90, -60, -30, -14, -7 }.Select(warning => slots.First(day => day >= warning)).Distinct();

                Assert.Equal(expected, Run(slots));
            }
        }
    }

    [Fact]
    public void Whoever_is_away_is_told_in_the_first_slot_after_it()
    {
        var away = new AwayList([new Absence(CaseBuilder.Responsible, End.AddDays(-61), End.AddDays(-20))]);

        Assert.Equal([-90, -19, -14, -7], Run(Enumerable.Range(-120, 200), away: away));
    }

    [Fact]
    public void I_26_the_constant_mail_is_the_same_whether_keys_end_or_not()
    {
        for (var day = End.AddDays(-100); day <= End.AddDays(10); day = day.AddDays(1))
        {
            Assert.Equal(Constant([], day), Constant([End], day));
        }

        static SlotDecision Constant(DateOnly[] ends, DateOnly day) =>
            DailyMail.Decide(MailRule.Constant, CaseBuilder.Responsible, [], ends, AwayList.Nobody, [day.AddDays(-1)], day, Eight);
    }

    [Fact]
    public void A_case_and_a_key_share_one_mail()
    {
        var late = new OfficerCase(new CaseBuilder(End.AddDays(-100)).File, 1);

        Assert.Equal(
            new SlotDecision.Send(MailRule.Discreet, MailUrgency.DatePassed, KeysEnd: true),
            DailyMail.Decide(MailRule.Discreet, CaseBuilder.Responsible, [late], [End], AwayList.Nobody, [End.AddDays(-91)], End.AddDays(-90), Eight));
    }

    [Fact]
    public void Without_the_days_that_were_decided_a_warning_would_be_said_again()
    {
        var day = End.AddDays(-90);

        Assert.IsType<SlotDecision.Silent>(DailyMail.DecideForAdministrator([End], null, [day], day.AddDays(1), Eight));
        Assert.IsType<SlotDecision.Send>(DailyMail.DecideForAdministrator([End], null, [], day.AddDays(1), Eight));
    }

    [Fact]
    public void Administrators_hear_of_keys_once_a_slot_and_of_nothing_else()
    {
        var day = End.AddDays(-30);

        Assert.Equal(new SlotDecision.Send(MailRule.Discreet, MailUrgency.None, KeysEnd: true), DailyMail.DecideForAdministrator([End], null, [day.AddDays(-1)], day, Eight));
        Assert.IsType<SlotDecision.NotNow>(DailyMail.DecideForAdministrator([End], null, [day], day, Eight));
        Assert.IsType<SlotDecision.NotNow>(DailyMail.DecideForAdministrator([End], null, [day.AddDays(-1)], day, new TimeOnly(7, 59)));
        Assert.IsType<SlotDecision.Silent>(DailyMail.DecideForAdministrator([End], null, [day], day.AddDays(1), Eight));
        Assert.IsType<SlotDecision.Silent>(DailyMail.DecideForAdministrator([], null, [], day, Eight));
    }

    private static List<int> Run(IEnumerable<int> slots, params DateOnly[] ends) => Run(slots, AwayList.Nobody, first: false, ends);

    private static List<int> Run(IEnumerable<int> slots, bool first) => Run(slots, AwayList.Nobody, first);

    private static List<int> Run(IEnumerable<int> slots, AwayList away) => Run(slots, away, first: false);

    /// <summary>Decides the slots of these days, counted from the end, as the tick does; the days on which a mail went.</summary>
    private static List<int> Run(IEnumerable<int> slots, AwayList away, bool first, params DateOnly[] ends)
    {
        List<DateOnly> decided = first ? [] : [End.AddDays(-200)];
        var sent = new List<int>();
        foreach (var slot in slots)
        {
            var today = End.AddDays(slot);
            if (DailyMail.Decide(MailRule.Discreet, CaseBuilder.Responsible, [], ends.Length > 0 ? ends : [End], away, decided, today, Eight) is SlotDecision.Send { KeysEnd: true, Urgency: MailUrgency.None })
            {
                sent.Add(slot);
            }

            decided.Add(today);
        }

        return sent;
    }
}
