using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Crypto.Protocol.Logs;

/// <summary>What an entry of the keys log speaks of.</summary>
public enum KeysEntryKind : byte
{
    /// <summary>sicD, whole.</summary>
    Directory = 1,

    /// <summary>sicK, whole.</summary>
    Certificate = 2,

    /// <summary>officer_id ‖ key_id that the officer revoked.</summary>
    Revocation = 3,

    /// <summary>manifest.json of the officers' page.</summary>
    OfficersPage = 4,

    /// <summary>manifest.json of the reporters' page.</summary>
    ReportersPage = 5,

    /// <summary>The access log at the end of a day: size u32 ‖ root[32]. Never opened to the public.</summary>
    AccessHead = 6,

    /// <summary>sicT or sicJ, whole.</summary>
    RootChange = 7,

    /// <summary>The offline sealer, the whole file as it is fetched.</summary>
    Sealer = 8,
}

/// <summary>
/// One entry of the keys log: kind u8 ‖ day u32 ‖ SHA-256 of what it speaks of[32]. The log holds only H("sic1/leaf", salt, entry): what an entry says is told by
/// its opening, salt[32] ‖ entry, so that an entry may also stay closed.
/// </summary>
/// <param name="Kind">What it speaks of.</param>
/// <param name="Day">The organisation's civil day when it was logged.</param>
/// <param name="Hash">SHA-256 of the bytes as every client gets them.</param>
public sealed record KeysEntry(KeysEntryKind Kind, CivilDay Day, Hash32 Hash)
{
    /// <summary>Bytes of an entry.</summary>
    public const int Size = 1 + 4 + Hash32.Size;

    /// <summary>Bytes of an opening.</summary>
    public const int OpeningSize = Hash32.Size + Size;

    public static Hash32 HashOf(Directory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return Of(directory.Bytes.Span);
    }

    public static Hash32 HashOf(RootChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Of(change.Bytes.Span);
    }

    public static Hash32 HashOf(OfficerCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Of(certificate.Bytes.Span);
    }

    /// <summary>Of a key that its officer revoked.</summary>
    public static Hash32 HashOf(Id16 officer, Id16 keyId) => Of([.. officer.Span, .. keyId.Span]);

    /// <summary>Of bytes, such as a manifest.</summary>
    public static Hash32 Of(ReadOnlySpan<byte> bytes) => Hash32.From(SHA256.HashData(bytes));

    /// <summary>salt[32] ‖ entry.</summary>
    public byte[] Open(Hash32 salt)
    {
        using var writer = new SicWriter(OpeningSize);
        return writer.Hash(salt).U8((byte)Kind).Day(Day).Hash(Hash).ToArray();
    }

    /// <summary>What the log holds of an opening: H("sic1/leaf", salt, entry).</summary>
    public static Hash32 LeafOf(ReadOnlySpan<byte> opening) => Sic.Hash(Labels.LogLeaf, opening[..Hash32.Size], opening[Hash32.Size..]);

    /// <summary>Reads an opening.</summary>
    public static bool TryOpen(ReadOnlyMemory<byte> opening, [NotNullWhen(true)] out KeysEntry? entry, out FailureClass failure)
    {
        var reader = new SicReader(opening);
        _ = reader.Hash();
        var kind = (KeysEntryKind)reader.U8();
        reader.Require(Enum.IsDefined(kind), FailureClass.UnknownKind);
        var read = new KeysEntry(kind, reader.Day(), reader.Hash());
        entry = reader.Finish() ? read : null;
        failure = reader.Failure;
        return entry is not null;
    }
}
