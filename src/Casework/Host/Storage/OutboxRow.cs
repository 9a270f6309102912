namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>A mail that must go out; written in the transaction that claims its slot. It names no report.</summary>
internal sealed class OutboxRow
{
    /// <summary>16 random bytes.</summary>
    public required byte[] Id { get; init; }

    public required byte[] OfficerId { get; init; }

    /// <summary>Civil day of the 08:00 slot this mail belongs to.</summary>
    public required uint SlotDay { get; init; }

    /// <summary>Which mail: a value of Notifications' closed list.</summary>
    public required byte Mode { get; init; }

    /// <summary>How urgent: a value of Notifications' closed list.</summary>
    public required byte Urgency { get; init; }

    /// <summary>It also says that keys end.</summary>
    public required bool KeysEnd { get; init; }

    /// <summary>It also says that a restore is to be practised.</summary>
    public required bool DrillDue { get; init; }

    public required int Attempts { get; set; }

    /// <summary>Unix seconds, UTC; set by retries only, never by a reporter.</summary>
    public required long NextAttemptUtc { get; set; }

    public required OutboxState State { get; set; }

    /// <summary>Civil day on which the transport took it.</summary>
    public uint? SentDay { get; set; }
}
