namespace IntegrityChannel.Casework.Host.Notifications;

/// <summary>When a mail is tried again over the ticks: after 1, 2, 4 … minutes, at most every half hour.</summary>
internal static class RetryPlan
{
    internal static TimeSpan Longest { get; } = TimeSpan.FromMinutes(30);

    internal static DateTimeOffset Next(DateTimeOffset now, int attempts)
    {
        var wait = attempts > 5 ? Longest : TimeSpan.FromMinutes(1 << Math.Max(attempts - 1, 0));
        return now + (wait < Longest ? wait : Longest);
    }
}
