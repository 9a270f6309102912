namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>One recipient's wrap under its shred layer. Without the row of keys.db these are noise.</summary>
internal sealed class WrapRow
{
    public required byte[] ObjectId { get; init; }

    public required byte[] KeyId { get; init; }

    /// <summary>officer_id, zeros for the reporter, FFs for recovery.</summary>
    public required byte[] Who { get; init; }

    /// <summary>nonce[12] ‖ ciphertext[1184] ‖ tag[16].</summary>
    public required byte[] StoredWrap { get; init; }
}
