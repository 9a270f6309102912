using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Rules.Orders;
using static IntegrityChannel.Casework.Tests.Rules.CaseBuilder;

namespace IntegrityChannel.Casework.Tests.Rules.Orders;

/// <summary>Second person or thirty days, objections, holds: for single orders in words, and as laws over thousands of drawn cases.</summary>
public sealed class CaseOrdersTests
{
    private const int Term = 730;
    private static readonly DateOnly Day = new(2026, 3, 2);
    private readonly CaseBuilder file = new(Day);

    [Theory]
    [InlineData(OrderAction.Erase)]
    [InlineData(OrderAction.RemoveRecipient)]
    public void An_order_waits_for_a_colleague_and_else_for_the_thirtieth_day(OrderAction action)
    {
        var order = file.Order(action, Responsible, Day, subject: Deputy);
        Assert.Equal([OrderState.Waiting, OrderState.Waiting, OrderState.InEffect], new[] { 0, 29, 30 }.Select(days => StateOf(order, Day.AddDays(days))));

        file.Order(OrderAction.Confirm, Responsible, Day.AddDays(1), order);
        Assert.Equal(OrderState.Waiting, StateOf(order, Day.AddDays(1)));
        file.Order(OrderAction.Confirm, Confidant, Day.AddDays(1), order);
        Assert.Equal(OrderState.InEffect, StateOf(order, Day.AddDays(1)));
    }

    [Fact]
    public void An_objection_stops_an_order_for_good_whatever_follows()
    {
        var order = file.Order(OrderAction.Erase, Responsible, Day);
        file.Order(OrderAction.ObjectTo, Deputy, Day.AddDays(2), order);
        file.Order(OrderAction.Confirm, Confidant, Day.AddDays(3), order);
        Assert.Equal(OrderState.Stopped, StateOf(order, Day.AddDays(400)));
        Assert.Empty(On(Day.AddDays(400)).Erasures);
    }

    [Fact]
    public void While_a_hold_stands_nothing_is_erased_and_a_release_needs_a_second_word_too()
    {
        var erase = file.Order(OrderAction.Erase, Responsible, Day);
        file.Order(OrderAction.Confirm, Deputy, Day, erase);
        var hold = file.Order(OrderAction.Hold, Confidant, Day);
        Assert.Equal(OrderState.Held, StateOf(erase, Day.AddDays(500)));

        var release = file.Order(OrderAction.Release, Responsible, Day.AddDays(1), hold);
        Assert.Equal(OrderState.Held, StateOf(erase, Day.AddDays(2)));
        file.Order(OrderAction.Confirm, Deputy, Day.AddDays(3), release);
        Assert.Equal(OrderState.InEffect, StateOf(erase, Day.AddDays(3)));
        file.Order(OrderAction.Hold, Confidant, Day.AddDays(4));
        Assert.Equal(OrderState.Held, StateOf(erase, Day.AddDays(4)));
    }

    [Fact]
    public void Only_responsible_and_deputy_erase_release_and_shorten()
    {
        file.To((Responsible, OfficerRole.Responsible), (Confidant, OfficerRole.Confidant));
        var erase = file.Order(OrderAction.Erase, Confidant, Day);
        var shorter = file.Order(OrderAction.RetainUntil, Confidant, Day, day: Day.AddDays(10));
        foreach (var order in (OrderName[])[erase, shorter])
        {
            file.Order(OrderAction.Confirm, Responsible, Day, order);
            Assert.Equal(OrderState.Void, StateOf(order, Day.AddDays(99)));
        }

        Assert.False(On(Day).MayOrder(Confidant, OrderAction.Release, null));
        Assert.False(On(Day).MayOrder(Confidant, OrderAction.RetainUntil, Day.AddDays(Term - 1)));
        Assert.True(On(Day).MayOrder(Confidant, OrderAction.RetainUntil, Day.AddDays(Term)));
        Assert.True(On(Day).MayOrder(Confidant, OrderAction.Hold, null));
        Assert.True(On(Day).MayOrder(Responsible, OrderAction.Erase, null));
        Assert.False(On(Day).MayOrder(Outsider, OrderAction.Hold, null));
    }

    [Fact]
    public void A_longer_term_counts_at_once_and_a_shorter_one_after_a_word()
    {
        Assert.Equal(Day.AddDays(Term), On(Day).KeptUntil);
        file.Order(OrderAction.RetainUntil, Responsible, Day, day: Day.AddDays(1000));
        Assert.Equal(Day.AddDays(1000), On(Day).KeptUntil);
        var shorter = file.Order(OrderAction.RetainUntil, Responsible, Day.AddDays(1), day: Day.AddDays(100));
        Assert.Equal(Day.AddDays(1000), On(Day.AddDays(2)).KeptUntil);
        file.Order(OrderAction.Confirm, Deputy, Day.AddDays(2), shorter);
        Assert.Equal(Day.AddDays(100), On(Day.AddDays(2)).KeptUntil);
    }

    [Fact]
    public void A_hold_keeps_a_shorter_term_back_and_not_a_longer_one()
    {
        file.Order(OrderAction.Hold, Confidant, Day);
        var shorter = file.Order(OrderAction.RetainUntil, Responsible, Day, day: Day.AddDays(100));
        file.Order(OrderAction.Confirm, Deputy, Day, shorter);
        Assert.Equal((OrderState.Held, Day.AddDays(Term)), (StateOf(shorter, Day.AddDays(60)), On(Day.AddDays(60)).KeptUntil));
        file.Order(OrderAction.RetainUntil, Deputy, Day, day: Day.AddDays(Term + 1));
        Assert.Equal(Day.AddDays(Term + 1), On(Day).KeptUntil);
    }

    [Fact]
    public void A_term_to_the_very_day_is_no_shorter_one()
    {
        file.To((Responsible, OfficerRole.Responsible), (Confidant, OfficerRole.Confidant));
        var same = file.Order(OrderAction.RetainUntil, Confidant, Day, day: Day.AddDays(Term));
        Assert.Equal(OrderState.InEffect, StateOf(same, Day));
    }

    [Fact]
    public void What_is_erased_is_the_whole_report_before_its_parts_and_whose_keys_go_is_whoever_was_removed()
    {
        var part = file.Order(OrderAction.Erase, Responsible, Day, objects: new PartyId(500));
        var whole = file.Order(OrderAction.Erase, Responsible, Day);
        file.Order(OrderAction.RemoveRecipient, Responsible, Day, subject: Confidant);
        Assert.Empty(On(Day).Shredded);
        Assert.Equal([whole, part], On(Day.AddDays(30)).Erasures.Select(erasure => erasure.Fact.Name));
        Assert.Equal([Confidant], On(Day.AddDays(30)).Shredded);
    }

    [Fact]
    public void The_name_of_an_order_is_its_thirty_two_bytes_and_no_other_number_of_them()
    {
        byte[] bytes = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];
        Assert.Equal(new OrderName(new UInt128(0x0102030405060708, 0x090A0B0C0D0E0F10), new UInt128(0x1112131415161718, 0x191A1B1C1D1E1F20)), OrderName.From(bytes));
        Assert.Throws<ArgumentException>(() => OrderName.From(bytes.AsSpan(1)));
    }

    [Fact]
    public void Without_a_case_or_with_a_term_below_nothing_there_is_no_judgement()
    {
        Assert.Throws<ArgumentNullException>(() => CaseOrders.On(null!, Day, Term));
        Assert.Throws<ArgumentOutOfRangeException>(() => CaseOrders.On(file.File, Day, -1));
        Assert.Equal(Day, CaseOrders.On(file.File, Day, 0).KeptUntil);
    }

    [Fact]
    public void The_clock_starts_on_the_earliest_day_that_an_officer_of_the_case_noted_and_never_later()
    {
        file.Order(OrderAction.ReceivedEarlier, Deputy, Day, day: Day.AddDays(-5));
        file.Order(OrderAction.ReceivedEarlier, Deputy, Day, day: Day.AddDays(5));
        file.Order(OrderAction.ReceivedEarlier, Outsider, Day, day: Day.AddDays(-50));
        Assert.Equal(Day.AddDays(-5), file.File.Received);
        Assert.Equal(Day.AddDays(2), CaseClock.Project(file.File, Day).Acknowledge.Deadline.By);
    }

    /// <summary>Laws over drawn cases; the answer must not depend on the order in which a store lists what it has.</summary>
    [Fact]
    public void No_order_takes_effect_without_a_second_word_or_thirty_days_and_none_against_an_objection_or_a_hold()
    {
        Assert.Empty(Broken((drawn, today) => CaseOrders.On(drawn, today, Term).All));
    }

    /// <summary>The control: a rule that takes the first word for enough breaks the law above.</summary>
    [Fact]
    public void Without_the_second_word_the_same_order_would_take_effect_at_once()
    {
        var broken = Broken((drawn, today) => [.. CaseOrders.On(drawn, today, Term).All.Select(order => order with { State = order.State is OrderState.Waiting ? OrderState.InEffect : order.State })]);
        Assert.Contains("a second word or thirty days", broken);
    }

    private static HashSet<string> Broken(Func<CaseFile, DateOnly, IReadOnlyList<JudgedOrder>> judge)
    {
        var broken = new HashSet<string>(StringComparer.Ordinal);
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Draws(seed);
            var drawn = Draw(random);
            var today = Day.AddDays(random.Next(80));
            var judged = judge(drawn, today);
            foreach (var order in judged.Where(order => order.State is OrderState.InEffect && order.Fact.Action is (OrderAction.Erase or OrderAction.Release or OrderAction.RemoveRecipient)))
            {
                Check(order.Fact, drawn, today, broken);
            }

            var shuffled = new CaseFile(drawn.Recipients, drawn.Objects, drawn.Orders.Reverse());
            if (judge(shuffled, today).OrderBy(order => order.Fact.Name.Low).Select(order => order.State).SequenceEqual(judged.OrderBy(order => order.Fact.Name.Low).Select(order => order.State)) is false)
            {
                broken.Add("the order of listing");
            }
        }

        return broken;
    }

    private static void Check(OrderFact order, CaseFile drawn, DateOnly today, HashSet<string> broken)
    {
        bool Said(OrderAction action) => drawn.Orders.Any(word => word.Action == action && word.Target == order.Name && word.Author != order.Author);
        if (!Said(OrderAction.Confirm) && today.DayNumber - order.PutDay.DayNumber < 30)
        {
            broken.Add("a second word or thirty days");
        }

        if (Said(OrderAction.ObjectTo))
        {
            broken.Add("an objection");
        }

        if (order.Action is OrderAction.Erase && drawn.Orders.Any(hold => hold.Action is OrderAction.Hold && !drawn.Orders.Any(release => release.Action is OrderAction.Release && release.Target == hold.Name)))
        {
            broken.Add("a hold");
        }

        if (order.Action is not OrderAction.RemoveRecipient && order.Author == Confidant)
        {
            broken.Add("the role");
        }
    }

    private static CaseFile Draw(Draws random)
    {
        var builder = new CaseBuilder(Day).To((Responsible, OfficerRole.Responsible), (Deputy, OfficerRole.Deputy), (Confidant, OfficerRole.Confidant));
        PartyId[] officers = [Responsible, Deputy, Confidant];
        for (var count = random.Next(7); count >= 0; count--)
        {
            var action = (OrderAction)(2 + random.Next(6));
            var target = action is (OrderAction.Release or OrderAction.Confirm or OrderAction.ObjectTo) && builder.Orders.Count > 0 ? builder.Orders[random.Next(builder.Orders.Count)].Name : default;
            builder.Order(action, officers[random.Next(3)], Day.AddDays(random.Next(40)), target, subject: action is OrderAction.RemoveRecipient ? Deputy : null);
        }

        return builder.File;
    }

    /// <summary>Numbers that follow from a seed (a linear congruential generator; Knuth's constants).</summary>
    private sealed class Draws(int seed)
    {
        private ulong state = unchecked(((ulong)seed * 0x9E3779B97F4A7C15UL) + 1);

        internal int Next(int below)
        {
            state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
            return (int)((state >> 33) % (ulong)below);
        }
    }

    private CaseOrders On(DateOnly today) => CaseOrders.On(file.File, today, Term);

    private OrderState StateOf(OrderName name, DateOnly today) => On(today).All.Single(order => order.Fact.Name == name).State;
}
