using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>The newest object someone knows of one chain: 53 bytes author[16] ‖ stream u8 ‖ seq u32 ‖ hash[32].</summary>
/// <param name="Author">Whose chain.</param>
/// <param name="Stream">0, or 1 for notes.</param>
/// <param name="Sequence">From 0.</param>
/// <param name="ObjectHash">OH of that object.</param>
public readonly record struct ChainHead(Id16 Author, byte Stream, uint Sequence, Hash32 ObjectHash) : IComparable<ChainHead>
{
    /// <summary>Encoded length in bytes.</summary>
    public const int Size = 53;

    /// <summary>True for heads of the same chain.</summary>
    public bool SameChain(ChainHead other) => Author == other.Author && Stream == other.Stream;

    /// <summary>The order of `seen`: author bytewise, then stream.</summary>
    public int CompareTo(ChainHead other) =>
        Author.CompareTo(other.Author) is var byAuthor and not 0 ? byAuthor : Stream.CompareTo(other.Stream);

    internal void Write(SicWriter writer) => writer.Id(Author).U8(Stream).U32(Sequence).Hash(ObjectHash);

    internal static ChainHead Read(ref SicReader reader) => new(reader.Id(), reader.U8(), reader.U32(), reader.Hash());

    public static bool operator <(ChainHead left, ChainHead right) => left.CompareTo(right) < 0;

    public static bool operator >(ChainHead left, ChainHead right) => left.CompareTo(right) > 0;

    public static bool operator <=(ChainHead left, ChainHead right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ChainHead left, ChainHead right) => left.CompareTo(right) >= 0;
}

/// <summary>To whom an object is sealed: who[16] (zeros reporter, FFs recovery, else officer) ‖ key_id[16].</summary>
public readonly record struct Recipient(Id16 Who, Id16 KeyId);

/// <summary>How the server knows a reporter again, from the header of kind 1: lookup[32] ‖ auth_pk[32].</summary>
/// <param name="Lookup">Hash of the mailbox id; the mailbox id itself is shown at login only.</param>
/// <param name="AuthPublicKey">Ed25519 public key of everything the reporter signs.</param>
public readonly record struct ReportIdentity(Hash32 Lookup, Hash32 AuthPublicKey)
{
    /// <summary>Encoded length in bytes.</summary>
    public const int Size = 64;
}
