namespace IntegrityChannel.Casework.Host.Notifications;

/// <summary>
/// Time that only runs forward, for delays and breaks: it starts at an arbitrary instant and follows the machine's steady counter, so
/// that a wall clock set back cannot keep a circuit open for a year.
/// </summary>
internal sealed class MonotonicClock(TimeProvider inner) : TimeProvider
{
    private readonly long start = inner.GetTimestamp();

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(30) + inner.GetElapsedTime(start);

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
