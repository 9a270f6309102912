namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>A key of this host that must outlive a restart and protects no content (see <c>HelloKey</c>).</summary>
internal sealed class HostKeyRow
{
    public required string Name { get; init; }

    /// <summary>32 bytes.</summary>
    public required byte[] Value { get; init; }
}
