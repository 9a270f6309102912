namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>Whom recovery let into a report. Officers and the reporter are shown it; it goes with the report.</summary>
internal sealed class RecoveryRow
{
    public required byte[] ReportId { get; init; }

    /// <summary>officer_id.</summary>
    public required byte[] Newcomer { get; init; }

    /// <summary>sicR, 172 bytes.</summary>
    public required byte[] Statement { get; init; }
}
