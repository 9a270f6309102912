namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>A directory statement (sicD) signed by the root; public, kept for ever.</summary>
internal sealed class DirectoryRow
{
    public required uint Seq { get; init; }

    public required byte[] Hash { get; init; }

    public required byte[] Statement { get; init; }
}
