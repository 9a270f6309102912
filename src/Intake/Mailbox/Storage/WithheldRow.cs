namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>Wraps of one reader that are no longer handed out: one answer that the reporter removed, or everything for an officer who was removed.</summary>
internal sealed class WithheldRow
{
    public required byte[] ReportId { get; init; }

    /// <summary>Zeros: every object of the report.</summary>
    public required byte[] ObjectId { get; init; }

    /// <summary>The officer, or zeros for the reporter.</summary>
    public required byte[] Who { get; init; }

    /// <summary>0 withheld only; 1 shred keys are to go; 2 they went, and the logs were emptied.</summary>
    public required byte State { get; set; }
}
