namespace IntegrityChannel.Intake.Tests.Budgets;

/// <summary>A steady counter that a test moves, and timers that follow it.</summary>
internal sealed class SteadyClock : TimeProvider
{
    private readonly List<Timer> timers = [];
    private long now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state), now + dueTime.Ticks, period);
        timers.Add(timer);
        return timer;
    }

    /// <summary>Moves on in steps of a hundredth of a second, so that every timer comes in its turn.</summary>
    internal void Advance(TimeSpan duration)
    {
        for (var end = now + duration.Ticks; now < end;)
        {
            now += TimeSpan.TicksPerMillisecond * 10;
            timers.ToList().ForEach(timer => timer.RunUntil(now));
        }
    }

    private sealed class Timer(SteadyClock clock, Action act, long first, TimeSpan period) : ITimer
    {
        private long next = first;

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => clock.timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        internal void RunUntil(long now)
        {
            for (; next <= now && clock.timers.Contains(this); next += Math.Max(1, period.Ticks))
            {
                act();
            }
        }
    }
}
