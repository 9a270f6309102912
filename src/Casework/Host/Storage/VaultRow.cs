namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>An officer's sealed vault; replaced only by a writer that knows the version it replaces (docs/protocol.md section 13).</summary>
internal sealed class VaultRow
{
    public required byte[] OfficerId { get; init; }

    public required ulong Version { get; init; }

    public required byte[] Vault { get; init; }
}
