using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>The container of an object that was opened.</summary>
/// <param name="Header">Names length, hash and place.</param>
/// <param name="Key">X(DEK, "sic1/k-container", 32). Belongs to the opened item: it is wiped with it, at the latest when nobody holds it any more.</param>
public sealed record ContainerKey(ObjectHeader Header, Secret Key)
{
    /// <summary>Ciphertext bytes.</summary>
    public long Length => (long)Header.ContainerLength;
}

/// <summary>A file of an opened object.</summary>
/// <param name="Row">As its writer describes it.</param>
/// <param name="Container">Where it lies.</param>
public sealed record FileEntry(ManifestRow Row, ContainerKey Container);
