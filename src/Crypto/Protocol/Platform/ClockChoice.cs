namespace IntegrityChannel.Crypto.Protocol.Platform;

/// <summary>What <see cref="ProcessClock.Choose"/> decided.</summary>
public abstract record ClockChoice
{
    private ClockChoice()
    {
    }

    /// <summary>Use this clock.</summary>
    public sealed record Chosen(TimeProvider Clock, bool FromFile) : ClockChoice;

    /// <summary>Do not start; the message says why and what to do (for the operator's terminal, in English).</summary>
    public sealed record Refused(string Message) : ClockChoice;
}
