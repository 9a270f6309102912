namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>An officer's or administrator's account, as imported from a verified enrolment. It holds no passphrase and no key that opens anything.</summary>
internal sealed class AccountRow
{
    /// <summary>16 bytes.</summary>
    public required byte[] OfficerId { get; init; }

    /// <summary>Trimmed, lower case, NFC: what is typed to sign in.</summary>
    public required string Name { get; init; }

    /// <summary>0 administrator, else the role of the signed directory (docs/protocol.md section 10).</summary>
    public required byte Role { get; init; }

    public required string MailAddress { get; init; }

    /// <summary>Language of the mails to this officer, as in settings.json.</summary>
    public required string Locale { get; init; }

    /// <summary>Ed25519, 32 bytes: the public half of what the passphrase derives.</summary>
    public required byte[] LoginPublicKey { get; init; }

    /// <summary>16 bytes.</summary>
    public required byte[] Salt { get; init; }

    public required uint MemoryKib { get; init; }

    public required uint Iterations { get; init; }

    /// <summary>16 bytes.</summary>
    public required byte[] VkId { get; init; }

    /// <summary>60 bytes: nonce, sealed vault key, tag.</summary>
    public required byte[] VkWrap { get; init; }
}
