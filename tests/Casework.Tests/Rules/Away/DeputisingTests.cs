using IntegrityChannel.Casework.Rules.Away;
using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Rules.Reminders;

namespace IntegrityChannel.Casework.Tests.Rules.Away;

/// <summary>Who is mailed while somebody is away. Received on Monday 5 January 2026: alarms on days 3, 5 and 7, then every working day.</summary>
public sealed class DeputisingTests
{
    private static readonly DateOnly Received = new(2026, 1, 5);
    private static readonly TimeOnly Eight = new(8, 0);

    [Fact]
    public void While_the_responsible_is_away_the_deputy_is_alarmed_from_the_first_alarm_on()
    {
        var away = Away(CaseBuilder.Responsible, 1, 6);

        Assert.Equal([3, 5, 7], Run(CaseBuilder.Deputy, away, 1, 7));
        Assert.Equal([5, 7], Run(CaseBuilder.Deputy, AwayList.Nobody, 1, 7));
    }

    [Fact]
    public void Whoever_is_away_gets_no_mail_and_the_first_slot_after_it_makes_up_for_all()
    {
        Assert.Equal([7], Run(CaseBuilder.Responsible, Away(CaseBuilder.Responsible, 1, 6), 1, 7));
        Assert.Equal([6], Run(CaseBuilder.Responsible, Away(CaseBuilder.Responsible, 4, 5), 4, 6)); // day 5 was missed
        Assert.Empty(Run(CaseBuilder.Responsible, Away(CaseBuilder.Responsible, 4, 4), 4, 4));
    }

    [Fact]
    public void News_that_came_during_an_absence_is_told_in_the_first_slot_after_it()
    {
        var away = Away(CaseBuilder.Deputy, 0, 2);

        Assert.Equal([3], Run(CaseBuilder.Deputy, away, 1, 4, read: 0));
        Assert.Equal([1], Run(CaseBuilder.Deputy, AwayList.Nobody, 1, 4, read: 0));
    }

    [Fact]
    public void With_responsible_and_deputy_away_the_confidant_of_the_case_stands_in()
    {
        var file = new CaseBuilder(Received)
            .To((CaseBuilder.Responsible, OfficerRole.Responsible), (CaseBuilder.Deputy, OfficerRole.Deputy), (CaseBuilder.Confidant, OfficerRole.Confidant)).File;
        var away = Both(1, 9);

        Assert.Equal([3, 5, 7, 8, 9], Run(CaseBuilder.Confidant, away, 1, 9, file));
        Assert.Empty(Run(CaseBuilder.Responsible, away, 1, 9, file));
        Assert.Empty(Run(CaseBuilder.Confidant, AwayList.Nobody, 1, 9, file));
    }

    [Fact]
    public void With_everyone_in_the_case_away_all_are_mailed_as_if_nobody_were_and_no_alarm_twice()
    {
        foreach (var officer in (PartyId[])[CaseBuilder.Responsible, CaseBuilder.Deputy])
        {
            Assert.Equal(Run(officer, AwayList.Nobody, 1, 9), Run(officer, Both(1, 9), 1, 9));
        }
    }

    [Fact]
    public void I_27_nobody_outside_the_case_stands_in_whoever_is_away()
    {
        var file = new CaseBuilder(Received).To((CaseBuilder.Responsible, OfficerRole.Responsible)).File;

        Assert.Empty(Run(CaseBuilder.Deputy, Away(CaseBuilder.Responsible, 0, 30), 1, 20, file));
        Assert.Empty(Run(CaseBuilder.Outsider, Both(0, 30), 1, 20, file));
    }

    [Fact]
    public void I_26_the_constant_mail_goes_to_officers_who_are_away_too()
    {
        var decided = DailyMail.Decide(MailRule.Constant, CaseBuilder.Responsible, [], [], Away(CaseBuilder.Responsible, 0, 30), [], Received.AddDays(1), Eight);

        Assert.Equal(new SlotDecision.Send(MailRule.Constant, MailUrgency.None), decided);
    }

    private static AwayList Both(int from, int to) => new(
    [
        new Absence(CaseBuilder.Responsible, Received.AddDays(from), Received.AddDays(to)),
        new Absence(CaseBuilder.Deputy, Received.AddDays(from), Received.AddDays(to)),
    ]);

    private static AwayList Away(PartyId officer, int from, int to) => new([new Absence(officer, Received.AddDays(from), Received.AddDays(to))]);

    /// <summary>Decides the slots of these days as the tick does; the days on which a mail went. The slot before the first one was decided.</summary>
    private static List<int> Run(PartyId officer, AwayList away, int from, int to, CaseFile? file = null, int read = 1)
    {
        var decided = new List<DateOnly> { Received.AddDays(from - 1) };
        var sent = new List<int>();
        for (var day = from; day <= to; day++)
        {
            var decision = DailyMail.Decide(
                MailRule.Discreet, officer, [new OfficerCase(file ?? new CaseBuilder(Received).File, read)], [], away, decided, Received.AddDays(day), Eight);
            decided.Add(Received.AddDays(day));
            if (decision is SlotDecision.Send)
            {
                sent.Add(day);
            }
        }

        return sent;
    }
}
