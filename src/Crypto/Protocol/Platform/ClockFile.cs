using System.Globalization;

namespace IntegrityChannel.Crypto.Protocol.Platform;

/// <summary>
/// A clock that a file sets: it holds one ISO 8601 instant with an offset or Z. Time starts at that instant when the file is
/// read and runs on from there; when the file is written again, it starts anew at the new instant. Development only
/// (<see cref="ProcessClock"/> refuses it elsewhere). Timers and delays stay real; only the answer to "what time is it" moves.
/// </summary>
public sealed class ClockFile : TimeProvider
{
    /// <summary>How often the file is looked at: often enough for tests, seldom enough for a busy request path.</summary>
    public static TimeSpan LookEvery { get; } = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly string path;
    private DateTime written;
    private string content;
    private DateTimeOffset instant;
    private long readAt;
    private long lookedAt;

    private ClockFile(string path, DateTime written, string content, DateTimeOffset instant)
    {
        this.path = path;
        this.written = written;
        this.content = content;
        this.instant = instant;
        readAt = lookedAt = GetTimestamp();
    }

    /// <summary>No zone of the machine leaks into dates: whoever wants civil time asks the organisation's zone.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Opens the file; null when it cannot be read or holds no instant with an offset.</summary>
    public static ClockFile? TryOpen(string path) =>
        TryRead(path, out var written, out var content) && TryParse(content, out var instant)
            ? new ClockFile(path, written, content, instant)
            : null;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            if (GetElapsedTime(lookedAt) >= LookEvery)
            {
                Look();
            }

            return instant + GetElapsedTime(readAt);
        }
    }

    /// <summary>A change that cannot be read yet (a writer between truncating and writing) is picked up at a later look.</summary>
    private void Look()
    {
        lookedAt = GetTimestamp();
        if (TryRead(path, out var newWritten, out var newContent)
            && (newWritten != written || newContent != content)
            && TryParse(newContent, out var newInstant))
        {
            (written, content, instant, readAt) = (newWritten, newContent, newInstant, lookedAt);
        }
    }

    private static bool TryRead(string path, out DateTime written, out string content)
    {
        try
        {
            written = File.GetLastWriteTimeUtc(path);
            content = File.ReadAllText(path).Trim();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            written = default;
            content = string.Empty;
            return false;
        }
    }

    /// <summary>The offset is demanded: an instant without one would mean whatever zone the machine happens to have.</summary>
    private static bool TryParse(string text, out DateTimeOffset instant)
    {
        instant = default;
        var time = text.IndexOf('T', StringComparison.Ordinal);
        return time > 0
            && (text.EndsWith('Z') || text.AsSpan(time).IndexOfAny('+', '-') > 0)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }
}
