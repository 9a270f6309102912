namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>The tombstone of one object: body, wraps, container and shred keys go, header and signature stay as a stub.</summary>
internal sealed class ErasedObjectRow
{
    public required byte[] ObjectId { get; init; }

    public required byte[] ReportId { get; init; }

    /// <summary>object_id of the order.</summary>
    public required byte[] OrderId { get; init; }

    public required uint Day { get; init; }

    /// <summary>1 under way, 2 done.</summary>
    public required byte State { get; set; }
}
