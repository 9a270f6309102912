namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>The tombstone of a report: all that stays of it.</summary>
internal sealed class ErasedReportRow
{
    public required byte[] ReportId { get; init; }

    public required uint Day { get; init; }

    /// <summary>The head of every chain, 53 bytes each, sorted.</summary>
    public required byte[] Heads { get; init; }

    /// <summary>The kind-9 object, whole.</summary>
    public required byte[] EraseOrder { get; init; }

    /// <summary>The kind-9 object that confirmed it; null where thirty days passed instead.</summary>
    public byte[]? Confirmation { get; init; }

    /// <summary>1 under way, 2 done.</summary>
    public required byte State { get; set; }
}
