namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>The clear facts of one object at rest; what it says is the <see cref="ContentRow"/> of its hash.</summary>
internal sealed class ObjectRow
{
    public required byte[] ObjectId { get; init; }

    public required byte[] ReportId { get; init; }

    public required byte Kind { get; init; }

    public required byte[] Author { get; init; }

    public required byte Stream { get; init; }

    public required uint Seq { get; init; }

    public required uint PutDay { get; init; }

    public required byte[] ObjectHash { get; init; }

    public required byte[] BodyHash { get; init; }
}
