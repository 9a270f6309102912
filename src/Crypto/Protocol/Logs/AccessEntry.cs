using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Logs;

/// <summary>What an officer did in a case.</summary>
public enum AccessAction : byte
{
    /// <summary>Fetched its sealed objects.</summary>
    Read = 1,

    /// <summary>Fetched a file.</summary>
    Fetched = 2,

    /// <summary>Wrote in it.</summary>
    Wrote = 3,

    /// <summary>Let a colleague in.</summary>
    LetIn = 4,
}

/// <summary>
/// One entry of the access log: officer_id[16] ‖ action u8 ‖ HMAC-SHA-256(key, report_id)[32] ‖ day u32. Each stands once a day, however often it was done, and those of a
/// day stand in the order of their leaves: nothing tells a time, or who came first.
/// </summary>
/// <param name="Officer">Who.</param>
/// <param name="Action">What.</param>
/// <param name="Report">In which case, for who holds the key.</param>
/// <param name="Day">The organisation's civil day.</param>
public sealed record AccessEntry(Id16 Officer, AccessAction Action, Hash32 Report, CivilDay Day)
{
    /// <summary>Bytes of an entry.</summary>
    public const int Size = Id16.Size + 1 + Hash32.Size + 4;

    /// <summary>Bytes of an opening.</summary>
    public const int OpeningSize = Hash32.Size + Size;

    /// <summary>The keyed hash of a report.</summary>
    /// <param name="key">32 bytes, of the host.</param>
    /// <param name="reportId">Of the report.</param>
    public static Hash32 ReportOf(ReadOnlySpan<byte> key, Id16 reportId) => Hash32.From(HMACSHA256.HashData(key, reportId.Span));

    /// <summary>What the keys log holds of the access log at the end of a day: kind 6, SHA-256(size u32 ‖ root).</summary>
    public static KeysEntry Head(CivilDay day, ReadOnlySpan<Hash32> leaves)
    {
        using var writer = new SicWriter(4 + Hash32.Size);
        return new KeysEntry(KeysEntryKind.AccessHead, day, KeysEntry.Of(writer.U32((uint)leaves.Length).Hash(MerkleTree.Root(leaves)).Written));
    }

    /// <summary>The leaf hash behind an opening.</summary>
    public static Hash32 LeafHashOf(ReadOnlySpan<byte> opening) => MerkleTree.LeafHash(KeysEntry.LeafOf(opening).Span);

    /// <summary>salt[32] ‖ entry.</summary>
    public byte[] Open(Hash32 salt)
    {
        using var writer = new SicWriter(OpeningSize);
        return writer.Hash(salt).Id(Officer).U8((byte)Action).Hash(Report).Day(Day).ToArray();
    }

    /// <summary>Reads an opening.</summary>
    public static bool TryOpen(ReadOnlyMemory<byte> opening, [NotNullWhen(true)] out AccessEntry? entry, out FailureClass failure)
    {
        var reader = new SicReader(opening);
        _ = reader.Hash();
        var officer = reader.Id();
        var action = (AccessAction)reader.U8();
        reader.Require(Enum.IsDefined(action), FailureClass.UnknownKind);
        var read = new AccessEntry(officer, action, reader.Hash(), reader.Day());
        entry = reader.Finish() ? read : null;
        failure = reader.Failure;
        return entry is not null;
    }
}
