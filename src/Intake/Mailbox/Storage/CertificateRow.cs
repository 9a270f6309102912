namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>An officer's KEM certificate (sicK). The key_id as primary key makes one key impossible for two officers.</summary>
internal sealed class CertificateRow
{
    public required byte[] KeyId { get; init; }

    public required byte[] OfficerId { get; init; }

    public required uint Serial { get; init; }

    public required byte[] Statement { get; init; }
}
