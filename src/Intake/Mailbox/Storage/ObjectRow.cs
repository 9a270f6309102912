namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>One sealed (or clear) object at rest: header, body and signature apart, so that an erased one leaves its stub.</summary>
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

    public required byte[] Header { get; init; }

    public required byte[] Signature { get; init; }

    public required byte[] Body { get; init; }
}
