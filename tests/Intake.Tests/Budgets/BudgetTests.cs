using System.Buffers;
using System.Net;
using System.Text;
using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Intake.Tests.Budgets;

/// <summary>The rules by which a source is held to its share, and by which nobody is held to that of another.</summary>
public sealed class BudgetTests
{
    private readonly SteadyClock clock = new();
    private readonly SeededEntropy entropy = new("budgets");

    [Theory]
    [InlineData("198.51.100.7", "198.51.100.250", true)]
    [InlineData("198.51.100.7", "198.51.101.7", false)]
    [InlineData("::ffff:198.51.100.7", "198.51.100.9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:ffff::9", true)]
    [InlineData("2001:db8:1::1", "2001:db8:2::1", false)]
    [InlineData("fc00:dead:beef:4dad::1:1", "fc00:dead:beef:4dad::1:2", false)]
    public void Neighbours_count_as_one_source_and_circuits_of_Tor_each_for_itself(string one, string other, bool same)
    {
        var keys = new SourceKeys(clock, entropy);
        Assert.Equal(same, keys.Of(IPAddress.Parse(one)) == keys.Of(IPAddress.Parse(other)));
    }

    [Fact]
    public void After_ten_minutes_nothing_ties_a_source_to_what_it_was_called_before()
    {
        var keys = new SourceKeys(clock, entropy);
        var address = IPAddress.Parse("198.51.100.7");
        var before = keys.Of(address);
        Assert.Equal(before, keys.Of(address));

        clock.Advance(SourceKeys.Life);

        Assert.NotEqual(before, keys.Of(address));
    }

    [Fact]
    public void Ten_spam_reports_and_seven_colleagues_behind_one_address_find_their_office_open()
    {
        var buckets = new SourceBuckets(clock, new SourceKeys(clock, entropy));
        Assert.All(Enumerable.Range(0, 10 + (7 * 6)), _ => Assert.True(buckets.TryTake(1, Budget.Submit)));
    }

    [Fact]
    public void An_empty_bucket_is_one_sources_and_fills_again()
    {
        var buckets = new SourceBuckets(clock, new SourceKeys(clock, entropy));
        Assert.All(Enumerable.Range(0, Budget.Submit.Burst), _ => Assert.True(buckets.TryTake(1, Budget.Submit)));

        Assert.False(buckets.TryTake(1, Budget.Submit));
        Assert.True(buckets.TryTake(2, Budget.Submit));
        Assert.True(buckets.TryTake(1, Budget.Open));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True(buckets.TryTake(1, Budget.Submit));
        Assert.False(buckets.TryTake(1, Budget.Submit));
    }

    [Fact]
    public async Task Beyond_its_bucket_a_source_waits_and_whoever_comes_anew_goes_before_whoever_sends_without_end()
    {
        using var lane = new SpareLane(Budget.Submit, share: 1, clock, entropy);
        var flood = Enumerable.Range(0, 64).Select(_ => Comes(asked: 40)).ToList();
        var waiting = flood.Select(visitor => lane.WaitAsync(visitor, Cancel)).ToList();
        clock.Advance(TimeSpan.FromSeconds(1));
        var reporter = lane.WaitAsync(Comes(asked: 1), Cancel);

        Assert.False(reporter.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(200));

        Assert.True(await reporter);
        Assert.InRange(waiting.Count(turn => turn.IsCompleted), 1, 14);
    }

    [Fact]
    public async Task Whoever_waited_longer_than_the_patience_is_told_so_and_the_lane_goes_on()
    {
        using var lane = new SpareLane(Budget.Submit, share: 0.01, clock, entropy);
        Assert.True(await lane.WaitAsync(Comes(asked: 1), Cancel));
        var waits = lane.WaitAsync(Comes(asked: 1), Cancel);

        clock.Advance(SpareLane.Patience + TimeSpan.FromSeconds(1));

        Assert.True(waits.IsCompletedSuccessfully);
        var next = lane.WaitAsync(Comes(asked: 1), Cancel);
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.True(await next);
    }

    [Fact]
    public void When_all_connections_are_taken_the_idlest_of_the_heaviest_source_goes_and_the_newcomer_comes_in()
    {
        var connections = new OpenConnections(clock, most: 5);
        var ended = new List<string>();
        Visitor Comes(string name, UInt128 source) => new(clock.GetTimestamp(), () => ended.Add(name)) { Source = source };
        var reporter = Comes("reporter", 2);
        Assert.True(connections.TryEnter(reporter));
        foreach (var number in Enumerable.Range(1, 4))
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True(connections.TryEnter(Comes($"idle {number}", 1)));
        }

        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.True(connections.TryEnter(Comes("colleague", 3)));
        Assert.Equal(["idle 1"], ended);
        Assert.Equal(5, connections.Count);
    }

    /// <summary>The control: connections of the last seconds are left alone, and while there are only such the limit does what a limit without a choice does always.</summary>
    [Fact]
    public void Where_no_connection_may_be_ended_the_newcomer_would_be_kept_out()
    {
        var connections = new OpenConnections(clock, most: 1);
        Assert.True(connections.TryEnter(Comes(asked: 0)));
        Assert.False(connections.TryEnter(Comes(asked: 0)));
    }

    [Fact]
    public void Slow_bodies_of_one_source_make_room_for_those_of_another()
    {
        var room = new BodyRoom(clock, most: 100);
        var ended = 0;
        var slow = new Visitor(0, () => ended++) { Source = 1 };
        using var first = room.TryTake(slow, 60);
        using var second = room.TryTake(slow, 40);
        Assert.Null(room.TryTake(Comes(asked: 1), 10));

        clock.Advance(TimeSpan.FromSeconds(4));

        using var third = room.TryTake(Comes(asked: 1), 10);
        Assert.NotNull(third);
        Assert.Equal(1, ended);
    }

    [Theory]
    [InlineData("PROXY TCP4 198.51.100.7 192.0.2.1 50000 443\r\nGET / HTTP/1.1", "198.51.100.7", 45)]
    [InlineData("PROXY TCP6 fc00:dead:beef:4dad::1:2 ::1 65535 42\r\n", "fc00:dead:beef:4dad::1:2", 50)]
    [InlineData("PROXY UNKNOWN\r\n", null, 15)]
    public void The_line_of_a_proxy_is_read_and_nothing_behind_it(string text, string? address, int length)
    {
        Assert.True(ProxyLine.TryRead(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(text)), out var line));
        Assert.Equal(address is null ? null : IPAddress.Parse(address), line.Address);
        Assert.Equal(length, line.Length);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("PROXY TCP4 here there 1 2\r\n")]
    [InlineData("PROXY TCP4 198.51.100.7\r\n")]
    public void Anything_else_in_its_place_is_refused(string text) =>
        Assert.Throws<InvalidDataException>(() => ProxyLine.TryRead(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(text)), out _));

    [Fact]
    public void A_line_without_end_is_refused_and_a_beginning_of_one_is_not()
    {
        Assert.False(ProxyLine.TryRead(new ReadOnlySequence<byte>("PROXY TCP4 198"u8.ToArray()), out _));
        Assert.Throws<InvalidDataException>(() => ProxyLine.TryRead(new ReadOnlySequence<byte>(new byte[ProxyLine.Longest]), out _));
    }

    /// <summary>The control: one bucket for everybody, as a limit without sources would be, closes the channel for the reporter too.</summary>
    [Fact]
    public void A_limit_that_knows_no_sources_would_close_the_channel()
    {
        var buckets = new SourceBuckets(clock, new SourceKeys(clock, entropy));
        Assert.All(Enumerable.Range(0, Budget.Submit.Burst), _ => Assert.True(buckets.TryTake(0, Budget.Submit)));
        Assert.False(buckets.TryTake(0, Budget.Submit));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Visitor Comes(int asked)
    {
        var visitor = new Visitor(clock.GetTimestamp(), () => { }) { Source = 9 };
        for (var times = 0; times < asked; times++)
        {
            visitor.Asks();
        }

        return visitor;
    }
}
