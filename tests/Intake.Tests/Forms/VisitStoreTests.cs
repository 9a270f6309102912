using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Intake.Host.Assisted.Visits;

namespace IntegrityChannel.Intake.Tests.Forms;

/// <summary>What a code gives lies in memory for a quarter of an hour at most, and opens with the cookie only.</summary>
public sealed class VisitStoreTests
{
    private readonly StoppedClock clock = new();

    [Fact]
    public void The_cookie_gives_the_keys_back_and_nothing_else_does()
    {
        using var visits = new VisitStore(clock, SystemEntropy.Instance);
        using var seeds = Seeds();
        using var keys = CodeKeys.FromSeeds(seeds.Span);
        var ticket = visits.Begin(seeds);

        Assert.Equal(VisitStore.TicketLength, ticket.Length);
        using (var found = visits.Find(ticket))
        {
            Assert.Equal(keys.Lookup, found!.Lookup);
        }

        Assert.Null(visits.Find(null));
        Assert.Null(visits.Find(ticket[..^1] + (ticket[^1] == 'A' ? 'B' : 'A')));
        Assert.Null(visits.Find((ticket[0] == 'A' ? 'B' : 'A') + ticket[1..]));
        Assert.Null(visits.Find("not a ticket"));
        Assert.Null(visits.Find(new string('*', VisitStore.TicketLength)));
    }

    [Fact]
    public void A_visit_ends_within_fifteen_minutes_by_itself_and_at_once_when_it_is_closed()
    {
        using var visits = new VisitStore(clock, SystemEntropy.Instance);
        using var seeds = Seeds();
        var (first, second) = (visits.Begin(seeds), visits.Begin(seeds));
        visits.Close(first);
        Assert.Null(visits.Find(first));

        clock.Advance(TimeSpan.FromMinutes(14));
        Assert.NotNull(visits.Find(second));
        Assert.Equal(1, visits.Sweep());
        clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(0, visits.Sweep());
        Assert.Null(visits.Find(second));
    }

    [Fact]
    public void What_is_over_is_not_found_even_before_the_sweep_came()
    {
        using var visits = new VisitStore(clock, SystemEntropy.Instance);
        using var seeds = Seeds();
        var ticket = visits.Begin(seeds);
        clock.Advance(VisitStore.Longest);
        Assert.Null(visits.Find(ticket));
        Assert.Equal(0, visits.Sweep());
    }

    [Fact]
    public void Many_visits_end_the_oldest_and_lock_nobody_out()
    {
        using var visits = new VisitStore(clock, SystemEntropy.Instance);
        using var seeds = Seeds();
        var first = visits.Begin(seeds);
        clock.Advance(TimeSpan.FromSeconds(1));
        var last = Enumerable.Range(0, 4096).Select(_ => visits.Begin(seeds)).ToList()[^1];
        Assert.Null(visits.Find(first));
        Assert.NotNull(visits.Find(last));
        Assert.Equal(4096, visits.Sweep());
    }

    private static Secret Seeds()
    {
        using var code = ReferenceCode.Create(SystemEntropy.Instance);
        return code.DeriveSeeds(Id16.From(new byte[Id16.Size]));
    }

    private sealed class StoppedClock : TimeProvider
    {
        private long ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        internal void Advance(TimeSpan by) => ticks += by.Ticks;
    }
}
