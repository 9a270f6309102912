namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>A process that signs for the channel, by what it signs: its public key, and the addresses people reach it by.</summary>
internal sealed class HostRow
{
    /// <summary>ChannelUses.</summary>
    public required int Uses { get; init; }

    /// <summary>Ed25519, 32 bytes.</summary>
    public required byte[] PublicKey { get; set; }

    /// <summary>Web origins in UTF-8, separated by spaces; 2064 bytes at most.</summary>
    public required byte[] Origins { get; set; }

    /// <summary>SHA-256 of the manifest of the page that it serves, 32 bytes; none where it said none.</summary>
    public required byte[] Page { get; set; }

    public required byte[] Sealer { get; set; }
}
