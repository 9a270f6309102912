using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>
/// sicF: an officer was in on this day and saw this directory. officer_id[16] directory_hash[32] day u32 revoked u8×key_id[16] (the signer's own keys,
/// sorted, cumulative), signed by the officer's signing key.
/// </summary>
public sealed class Freshness
{
    private Freshness(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicF"u8;

    /// <summary>The statement as it travelled.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public Id16 OrganisationId { get; private init; }

    public Id16 OfficerId { get; private init; }

    public Hash32 DirectoryHash { get; private init; }

    public CivilDay Day { get; private init; }

    /// <summary>key_ids of the signer's own keys that no longer count.</summary>
    public IReadOnlyList<Id16> Revoked { get; private init; } = [];

    /// <summary>Reads a statement; the signature is a second step.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Freshness? freshness, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        var parsed = new Freshness(bytes)
        {
            OrganisationId = Statement.ReadStart(ref reader, Magic),
            OfficerId = reader.Id(),
            DirectoryHash = reader.Hash(),
            Day = reader.Day(),
            Revoked = ReadRevoked(ref reader),
        };
        reader.Require(parsed.OfficerId.NamesAnOfficer);
        Statement.ReadEnd(ref reader);
        failure = reader.Failure;
        freshness = reader.Good ? parsed : null;
        return freshness is not null;
    }

    /// <summary>True where the officer whom the directory lists under this id signed it, for the directory's organisation.</summary>
    /// <param name="directory">A verified directory; not necessarily the one the statement names.</param>
    /// <param name="failure">wrong-organisation, not-an-officer or wrong-signature.</param>
    public bool Verify(Directory directory, out FailureClass failure) =>
        OfficerStatement.Verify(directory, OrganisationId, OfficerId, Labels.SignFreshness, Bytes, out failure);

    /// <summary>Signs freshness for a directory that was verified; made when an officer unlocks.</summary>
    public static byte[] Create(OfficerSigningKey key, Id16 officerId, Directory directory, CivilDay day, IReadOnlyCollection<Id16> revoked)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(revoked);
        using var writer = new SicWriter(256);
        Statement.WriteStart(writer, Magic, directory.OrganisationId);
        writer.Id(officerId).Hash(directory.Hash).Day(day).Count8(revoked.Count);
        foreach (var keyId in revoked.Order())
        {
            writer.Id(keyId);
        }

        return writer.Bytes(key.Sign(Statement.SigningInput(Labels.SignFreshness, writer.Written))).ToArray();
    }

    private static List<Id16> ReadRevoked(ref SicReader reader)
    {
        var count = reader.U8();
        var revoked = new List<Id16>(count);
        for (var index = 0; index < count && reader.Good; index++)
        {
            var keyId = reader.Id();
            reader.Require(index == 0 || revoked[^1] < keyId, FailureClass.NotCanonical);
            revoked.Add(keyId);
        }

        return revoked;
    }
}
