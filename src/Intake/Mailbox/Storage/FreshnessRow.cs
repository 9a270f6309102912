namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>The newest freshness statement (sicF) of one officer.</summary>
internal sealed class FreshnessRow
{
    public required byte[] OfficerId { get; init; }

    public required uint Day { get; set; }

    public required byte[] Statement { get; set; }
}
