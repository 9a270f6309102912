namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>A recovery: who asked, who agreed, for whom. Kept for good; it names no report and no count of any. Days are civil days.</summary>
internal sealed class RecoveryRow
{
    /// <summary>16 random bytes.</summary>
    public required byte[] RecoveryId { get; init; }

    /// <summary>officer_id of whom the passphrase is lost.</summary>
    public required byte[] Lost { get; init; }

    /// <summary>officer_id of who is to read.</summary>
    public required byte[] Newcomer { get; init; }

    /// <summary>As numbered in docs/protocol.md.</summary>
    public required ushort Reason { get; init; }

    /// <summary>officer_id of the administrator.</summary>
    public required byte[] AskedBy { get; init; }

    public required uint AskedOn { get; init; }

    /// <summary>officer_id of the second person.</summary>
    public byte[]? AgreedBy { get; init; }

    public uint? AgreedOn { get; init; }

    /// <summary>Day on which what came back from the offline machine was stored last.</summary>
    public uint? StoredOn { get; init; }

    public uint? WithdrawnOn { get; init; }
}
