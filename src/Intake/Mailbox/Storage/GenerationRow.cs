namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>Grows with every published statement, so that each process knows when its copy of the directory is old. Counts no visit.</summary>
internal sealed class GenerationRow
{
    public required int Id { get; init; }

    public required long Value { get; set; }
}
