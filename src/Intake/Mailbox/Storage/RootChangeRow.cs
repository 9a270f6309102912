namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>That another root signs from a directory on (sicT or sicJ); public, kept for ever.</summary>
internal sealed class RootChangeRow
{
    /// <summary>The first directory under the new root.</summary>
    public required uint FromSeq { get; init; }

    public required byte[] Statement { get; init; }
}
