using System.Globalization;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Cli.Seeding;

/// <summary>Moves the clock file that both hosts follow, in the organisation's zone, and waits until they have looked at it.</summary>
internal sealed class SeedClock(string file, TimeZoneInfo zone)
{
    /// <summary>Before the mail slot opens (<see cref="Casework.Rules.Reminders.DailyMail"/>).</summary>
    internal static TimeOnly Morning { get; } = new(7, 30);

    /// <summary>After the channel acknowledged by itself (<see cref="Casework.Rules.Reminders.ChannelNoticeRule"/>).</summary>
    internal static TimeOnly Afternoon { get; } = Casework.Rules.Reminders.ChannelNoticeRule.Time.AddMinutes(5);

    /// <summary>The morning of a day; on the last day no later than now, since a clock that went back would tell of a future.</summary>
    internal Task SetMorningAsync(DateOnly day, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var morning = At(day, Morning);
        return SetAsync(morning < now ? morning : now, cancellationToken);
    }

    internal Task SetAsync(DateOnly day, TimeOnly time, CancellationToken cancellationToken) => SetAsync(At(day, time), cancellationToken);

    internal async Task SetAsync(DateTimeOffset instant, CancellationToken cancellationToken)
    {
        // Renamed into place, so that no process reads half a line.
        await File.WriteAllTextAsync(file + ".new", instant.ToString("O", CultureInfo.InvariantCulture), cancellationToken);
        File.Move(file + ".new", file, overwrite: true);
        await Task.Delay(ClockFile.LookEvery + TimeSpan.FromMilliseconds(50), cancellationToken);
    }

    private DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var wall = day.ToDateTime(time);
        return new DateTimeOffset(wall, zone.GetUtcOffset(wall));
    }
}
