namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>The server's key over one recipient's wrap (keys.db). Deleting it erases that wrap from every backup of mailbox.db.</summary>
internal sealed class ShredRow
{
    public required byte[] ObjectId { get; init; }

    public required byte[] KeyId { get; init; }

    public required byte[] Secret { get; init; }

    /// <summary>Lets keys whose object never reached mailbox.db be dropped on the second civil day after.</summary>
    public required uint PutDay { get; init; }
}
