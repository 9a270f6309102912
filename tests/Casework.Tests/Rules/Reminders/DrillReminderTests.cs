using IntegrityChannel.Casework.Rules.Reminders;

namespace IntegrityChannel.Casework.Tests.Rules.Reminders;

/// <summary>A drill that is older than three months is said on the first day after them, and every thirty days from there.</summary>
public sealed class DrillReminderTests
{
    private static readonly DateOnly Last = new(2026, 3, 2);
    private static readonly TimeOnly Eight = new(8, 0);

    [Fact]
    public void Slot_after_slot_it_is_said_after_a_quarter_and_every_month_from_there() => Assert.Equal([92, 122, 152, 182], Run(Enumerable.Range(0, 200)));

    [Fact]
    public void With_any_pattern_of_slots_each_reminder_falls_into_the_first_slot_after_it()
    {
        for (var stride = 1; stride <= 100; stride++)
        {
            int[] slots = [.. Enumerable.Range(0, 300).Select(at => at * stride).Where(day => day <= 400)];
            var expected = Enumerable.Range(0, 12).Select(count => 92 + (30 * count)).Select(due => slots.FirstOrDefault(day => day >= due, -1)).Where(day => day >= 0).Distinct();
            Assert.Equal(expected, Run(slots));
        }
    }

    [Fact]
    public void Before_the_first_list_of_keys_there_is_nothing_to_practise() => Assert.False(DrillReminder.IsDue(null, DateOnly.MinValue, Last));

    [Fact]
    public void It_goes_to_administrators_in_the_one_mail_of_the_slot()
    {
        var day = Last.AddDays(92);
        Assert.Equal(new SlotDecision.Send(MailRule.Discreet, MailUrgency.None, KeysEnd: false, DrillDue: true), DailyMail.DecideForAdministrator([], Last, [day.AddDays(-1)], day, Eight));
        Assert.Equal(new SlotDecision.Send(MailRule.Discreet, MailUrgency.None, KeysEnd: true, DrillDue: true), DailyMail.DecideForAdministrator([day.AddDays(30)], Last, [day.AddDays(-1)], day, Eight));
        Assert.IsType<SlotDecision.Silent>(DailyMail.DecideForAdministrator([], day.AddDays(-1), [day.AddDays(-1)], day, Eight));
        Assert.IsType<SlotDecision.NotNow>(DailyMail.DecideForAdministrator([], Last, [], day, new TimeOnly(7, 59)));
    }

    private static List<int> Run(IEnumerable<int> slots)
    {
        var said = new List<int>();
        var before = DateOnly.MinValue;
        foreach (var slot in slots)
        {
            var today = Last.AddDays(slot);
            said.AddRange(DrillReminder.IsDue(Last, before, today) ? [slot] : []);
            before = today;
        }

        return said;
    }
}
