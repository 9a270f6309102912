namespace IntegrityChannel.Crypto.Protocol.Platform;

/// <summary>Chooses the clock of a process: the system's, or in Development the one a file sets.</summary>
public static class ProcessClock
{
    /// <summary>The environment variable that names the clock file.</summary>
    public const string Variable = "INTEGRITY_CLOCK_FILE";

    /// <summary>
    /// Decides. <paramref name="file"/> is the value of <see cref="Variable"/> (null or empty: not set);
    /// <paramref name="environment"/> is the host environment's name. A caller that gets <see cref="ClockChoice.Refused"/> must not start.
    /// </summary>
    public static ClockChoice Choose(string? file, string environment)
    {
        if (string.IsNullOrEmpty(file))
        {
#pragma warning disable RS0030 // The one place that names the system's clock; everything else is handed a TimeProvider.
            return new ClockChoice.Chosen(TimeProvider.System, FromFile: false);
#pragma warning restore RS0030
        }

        if (!string.Equals(environment, "Development", StringComparison.OrdinalIgnoreCase))
        {
            return new ClockChoice.Refused(
                $"{Variable} is set, but the environment is {environment}: a movable clock would move statutory dates. Unset it, or run in Development.");
        }

        return ClockFile.TryOpen(file) is { } clock
            ? new ClockChoice.Chosen(clock, FromFile: true)
            : new ClockChoice.Refused(
                $"{Variable} names a file that cannot be read as one ISO 8601 instant with an offset (such as 2026-03-02T08:00:00+01:00).");
    }
}
