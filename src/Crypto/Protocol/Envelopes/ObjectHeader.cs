using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>
/// The clear part of every object (docs/protocol.md section 5). "sicO" suite u16 kind u8 mode u8 org_id[16] dir_seq u32 directory_hash[32] day u32
/// report_id[16] object_id[16] author[16] stream u8 seq u32 prev[32] seen u8×53 reporter x&lt;0|64&gt; key_commit[32] body_len u32
/// container_len u64 container_hash[32] recipients u8×32. About 0.45 KB with four recipients.
/// </summary>
public sealed record ObjectHeader
{
    /// <summary>First four bytes of every object.</summary>
    public static ReadOnlySpan<byte> Magic => "sicO"u8;

    public required ObjectKind Kind { get; init; }

    public ObjectModes Mode { get; init; }

    public required Id16 OrganisationId { get; init; }

    public required uint DirectorySequence { get; init; }

    public required Hash32 DirectoryHash { get; init; }

    /// <summary>The server's civil day, as the author was told it.</summary>
    public required CivilDay Day { get; init; }

    public required Id16 ReportId { get; init; }

    public required Id16 ObjectId { get; init; }

    /// <summary>Officer id; zeros = reporter, FFs = channel.</summary>
    public required Id16 Author { get; init; }

    /// <summary>1 if and only if a note.</summary>
    public byte Stream => Kind.Stream();

    /// <summary>Position in the chain of (report, author, stream), from 0.</summary>
    public required uint Sequence { get; init; }

    /// <summary>OH of the object before in the same chain; zeros for the first.</summary>
    public required Hash32 Previous { get; init; }

    /// <summary>The highest verified object of every other chain, sorted by author and stream.</summary>
    public IReadOnlyList<ChainHead> Seen { get; init; } = [];

    /// <summary>Kind 1 only.</summary>
    public ReportIdentity? Reporter { get; init; }

    /// <summary>Commitment to the object's key; zeros for clear kinds.</summary>
    public Hash32 KeyCommitment { get; init; }

    /// <summary>Length of the body as it travels: ciphertext, or the clear body.</summary>
    public required uint BodyLength { get; init; }

    /// <summary>Ciphertext bytes of the container; 0 = none.</summary>
    public ulong ContainerLength { get; init; }

    /// <summary>Hash of the container's parts; zeros = none.</summary>
    public Hash32 ContainerHash { get; init; }

    /// <summary>To whom the key is wrapped, in the order of the wraps.</summary>
    public IReadOnlyList<Recipient> Recipients { get; init; } = [];

    /// <summary>This object as the head of its chain.</summary>
    public ChainHead Head(Hash32 objectHash) => new(Author, Stream, Sequence, objectHash);

    /// <summary>The one encoding.</summary>
    public byte[] Encode()
    {
        using var writer = new SicWriter();
        ObjectHeaderCodec.Write(writer, this);
        return writer.ToArray();
    }
}
