using System.Globalization;

namespace IntegrityChannel.Testing;

/// <summary>A clock that stands still until a test moves it. Timers stay those of the machine.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset now = start;

    /// <summary>No zone of the machine leaks into a test.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Starts at an ISO 8601 instant with offset, such as 2026-03-02T08:00:00+01:00.</summary>
    public static ManualClock At(string instant) =>
        new(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now.ToUniversalTime();
        }
    }

    /// <summary>Moves on by a duration; backwards too, since machines' clocks do.</summary>
    public void Advance(TimeSpan duration)
    {
        lock (gate)
        {
            now += duration;
        }
    }

    /// <summary>Jumps.</summary>
    public void Set(DateTimeOffset instant)
    {
        lock (gate)
        {
            now = instant;
        }
    }
}
