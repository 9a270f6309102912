namespace IntegrityChannel.Casework.Host.Notifications;

/// <summary>How long delivery tries and waits. The defaults serve operation; tests shorten them.</summary>
internal sealed record DeliveryPatience
{
    /// <summary>Attempts after the first one, within one sending.</summary>
    internal int Retries { get; init; } = 2;

    /// <summary>Wait before the first retry; doubles, with jitter.</summary>
    internal TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A server that says nothing for so long is given up.</summary>
    internal TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Failed attempts in a row after which the server is left alone.</summary>
    internal int FailuresToBreak { get; init; } = 3;

    /// <summary>How long it is left alone.</summary>
    internal TimeSpan Break { get; init; } = TimeSpan.FromMinutes(2);
}
