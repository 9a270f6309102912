namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>Whose a wrap is, and where it lies among the wraps of its object.</summary>
internal sealed class WrapRow
{
    public required byte[] ObjectId { get; init; }

    public required byte[] KeyId { get; init; }

    /// <summary>officer_id, zeros for the reporter, FFs for recovery.</summary>
    public required byte[] Who { get; init; }

    /// <summary>The wrap is bytes place × 1212 and on of <see cref="ContentRow.Wraps"/>.</summary>
    public required int Place { get; init; }
}
