using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>
/// sicK: an officer certifies the X-Wing key that receives. officer_id[16] serial u32 kem_pk[1216] from u32 to u32, signed by the officer's own
/// signing key; 1330 bytes in all. The highest serial that is not revoked counts.
/// </summary>
public sealed class OfficerCertificate
{
    /// <summary>Encoded length in bytes.</summary>
    public const int Size = 4 + 2 + 16 + 16 + 4 + Sic.KemKeySize + 4 + 4 + Sic.SignatureSize;

    /// <summary>The longest life, in days.</summary>
    public const int LongestLife = 400;

    private OfficerCertificate(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicK"u8;

    /// <summary>The statement as it travelled.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public Id16 OrganisationId { get; private init; }

    public Id16 OfficerId { get; private init; }

    public uint Serial { get; private init; }

    /// <summary>1216 bytes.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; private init; }

    public CivilDay From { get; private init; }

    public CivilDay To { get; private init; }

    /// <summary>key_id of the certified key.</summary>
    public Id16 KeyId => Sic.KemKeyId(PublicKey.Span);

    /// <summary>Reads a statement; the signature is a second step.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out OfficerCertificate? certificate, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        var parsed = new OfficerCertificate(bytes)
        {
            OrganisationId = Statement.ReadStart(ref reader, Magic),
            OfficerId = reader.Id(),
            Serial = reader.U32(),
            PublicKey = reader.Bytes(Sic.KemKeySize),
            From = reader.Day(),
            To = reader.Day(),
        };
        reader.Require(parsed.OfficerId.NamesAnOfficer && parsed.From <= parsed.To && parsed.To <= parsed.From.AddDays(LongestLife));
        Statement.ReadEnd(ref reader);
        failure = reader.Failure;
        certificate = reader.Good ? parsed : null;
        return certificate is not null;
    }

    /// <summary>True where the officer whom the directory lists under this id signed it, for the directory's organisation.</summary>
    /// <param name="directory">A verified directory.</param>
    /// <param name="failure">wrong-organisation, not-an-officer or wrong-signature.</param>
    public bool Verify(Directory directory, out FailureClass failure) =>
        OfficerStatement.Verify(directory, OrganisationId, OfficerId, Labels.SignCertificate, Bytes, out failure);

    /// <summary>Signs a certificate for the officer's own key. Publish it only after the vault with its seed was stored and read back.</summary>
    public static byte[] Create(OfficerSigningKey key, Id16 organisationId, Id16 officerId, uint serial, ReadOnlySpan<byte> publicKey, CivilDay from, CivilDay to)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var writer = new SicWriter(Size);
        Statement.WriteStart(writer, Magic, organisationId);
        writer.Id(officerId).U32(serial).Bytes(publicKey).Day(from).Day(to);
        return writer.Bytes(key.Sign(Statement.SigningInput(Labels.SignCertificate, writer.Written))).ToArray();
    }
}
