using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>
/// A container whose parts were all made: what sealing its object needs. After 409 stale the object is sealed anew with the same container, as long as
/// nobody who received it is dropped. Disposing wipes the data key.
/// </summary>
public sealed class SealedContainer : IDisposable
{
    internal SealedContainer(Id16 organisationId, Id16 objectId, Secret dataKey, long length, Hash32 hash, IReadOnlyList<ManifestRow> manifest)
    {
        OrganisationId = organisationId;
        ObjectId = objectId;
        DataKey = dataKey;
        Length = length;
        Hash = hash;
        Manifest = manifest;
    }

    public Id16 OrganisationId { get; }

    /// <summary>The object that will own it.</summary>
    public Id16 ObjectId { get; }

    /// <summary>Ciphertext bytes.</summary>
    public long Length { get; }

    /// <summary>container_hash.</summary>
    public Hash32 Hash { get; }

    public IReadOnlyList<ManifestRow> Manifest { get; }

    internal Secret DataKey { get; }

    /// <summary>Whom its data key was wrapped to so far; empty before the first sealing.</summary>
    internal IReadOnlyList<Id16> Recipients { get; set; } = [];

    /// <summary>True where the key may be wrapped to these: nobody who had it receives no more. Otherwise the files are sealed and uploaded anew.</summary>
    internal bool MayServe(IEnumerable<Id16> recipients) => !Recipients.Except(recipients).Any();

    public void Dispose() => DataKey.Dispose();
}
