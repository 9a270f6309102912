using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Testing;

/// <summary>A container as a host sees one: noise of a length that a container has, and its hash.</summary>
public sealed class SampleContainer
{
    /// <summary>A container with this many bytes of files.</summary>
    public SampleContainer(SampleOrganisation organisation, long files)
    {
        UploadId = Id16.From(organisation.Noise(Id16.Size));
        Bytes = organisation.Noise((int)ContainerLengths.Sealed(files));
        Hash = ContainerHash.Of([.. Enumerable.Range(0, Parts).Select(index => Hash32.From(SHA256.HashData(Part(index).Span)))]);
    }

    public Id16 UploadId { get; }

    /// <summary>The ciphertext.</summary>
    public byte[] Bytes { get; }

    public Hash32 Hash { get; }

    public int Parts => ContainerLengths.Parts(Bytes.Length);

    public ReadOnlyMemory<byte> Part(int index) =>
        Bytes.AsMemory(index * ContainerLengths.PartSize, ContainerLengths.PartLength(Bytes.Length, index));

    public PartHead Head(int index) => new(UploadId, Bytes.Length, index);

    /// <summary>The body of an upload of one part.</summary>
    public byte[] Body(int index) => [.. Head(index).Encode(), .. Part(index).Span];

    /// <summary>An object's header that names it.</summary>
    public ObjectHeader Name(ObjectHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header with { ContainerLength = (ulong)Bytes.Length, ContainerHash = Hash };
    }
}
