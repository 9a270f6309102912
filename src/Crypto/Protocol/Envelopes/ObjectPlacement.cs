using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>Where a new object goes: under which directory, on which day, and after which object of its chain.</summary>
public sealed record ObjectPlacement
{
    public required Id16 OrganisationId { get; init; }

    public required uint DirectorySequence { get; init; }

    public required Hash32 DirectoryHash { get; init; }

    /// <summary>The server's civil day.</summary>
    public required CivilDay Day { get; init; }

    public required Id16 ReportId { get; init; }

    /// <summary>Fresh for every object; see <see cref="ObjectIds.Create"/>.</summary>
    public required Id16 ObjectId { get; init; }

    /// <summary>0 for the first object of the chain.</summary>
    public uint Sequence { get; init; }

    /// <summary>OH of the object before; zeros for the first.</summary>
    public Hash32 Previous { get; init; }

    /// <summary>Heads of every other chain; sorted by the writer of the header.</summary>
    public IReadOnlyCollection<ChainHead> Seen { get; init; } = [];

    internal ObjectHeader Header(ObjectKind kind, Id16 author, uint bodyLength) => new()
    {
        Kind = kind,
        OrganisationId = OrganisationId,
        DirectorySequence = DirectorySequence,
        DirectoryHash = DirectoryHash,
        Day = Day,
        ReportId = ReportId,
        ObjectId = ObjectId,
        Author = author,
        Sequence = Sequence,
        Previous = Previous,
        Seen = [.. Seen.Order()],
        BodyLength = bodyLength,
    };
}
