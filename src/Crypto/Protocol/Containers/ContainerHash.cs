using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Containers;

/// <summary>container_hash = H("sic1/parts", SHA-256(part 0) ‖ SHA-256(part 1) ‖ …): a part can be checked when it arrives, the whole without holding it.</summary>
public static class ContainerHash
{
    /// <summary>The hash of a container from the SHA-256 of each part, in order.</summary>
    public static Hash32 Of(IReadOnlyList<Hash32> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var joined = new byte[parts.Count * Hash32.Size];
        for (var index = 0; index < parts.Count; index++)
        {
            parts[index].Span.CopyTo(joined.AsSpan(index * Hash32.Size));
        }

        return Sic.Hash(Labels.Parts, joined);
    }
}
