using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Casework.Tests.Access;

public sealed class SignInSlowingTests
{
    private readonly ManualClock clock = ManualClock.At("2026-03-02T09:00:00+01:00");

    [Fact]
    public void The_wait_doubles_up_to_a_minute()
    {
        var slowing = new SignInSlowing(clock);
        var waits = new List<int>();
        for (var attempt = 0; attempt < 12; attempt++)
        {
            while (slowing.Begin(Id(1), known: true) is > 0 and var seconds)
            {
                waits.Add(seconds);
                clock.Advance(TimeSpan.FromSeconds(seconds));
            }
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], waits);
    }

    [Fact]
    public void A_success_and_a_quarter_of_an_hour_both_clear_an_account()
    {
        var slowing = new SignInSlowing(clock);
        Fail(slowing, Id(1), 3);
        slowing.Succeeded(Id(1));
        Assert.Equal(0, slowing.Begin(Id(1), known: true));

        Fail(slowing, Id(2), 3);
        clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(0, slowing.Begin(Id(2), known: true));
    }

    [Fact]
    public void A_flood_of_made_up_ids_frees_no_account()
    {
        var slowing = new SignInSlowing(clock);
        Fail(slowing, Id(1), 3);
        for (var other = 2; other < 20_000; other++)
        {
            slowing.Begin(Id(other), known: false);
        }

        Assert.NotEqual(0, slowing.Begin(Id(1), known: true));
    }

    [Fact]
    public void A_clock_that_was_set_back_locks_nobody_out()
    {
        var slowing = new SignInSlowing(clock);
        Fail(slowing, Id(1), 3);
        clock.Advance(TimeSpan.FromDays(-30));

        Assert.Equal(0, slowing.Begin(Id(1), known: true));
    }

    private static void Fail(SignInSlowing slowing, Id16 id, int times)
    {
        for (var attempt = 0; attempt < times; attempt++)
        {
            Assert.Equal(0, slowing.Begin(id, known: true));
        }
    }

    private static Id16 Id(int value)
    {
        var bytes = new byte[Id16.Size];
        BitConverter.TryWriteBytes(bytes, value);
        return Id16.From(bytes);
    }
}
