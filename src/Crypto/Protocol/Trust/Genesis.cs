using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>
/// sicG: the public half of the root ceremony, which begins an organisation. org_id[16] root_pk[32] recovery_pk[1216] k u8 n u8, signed by the root
/// itself; 1336 bytes. Whose root it is the signature cannot say: people compare the fingerprint.
/// </summary>
public sealed class Genesis
{
    /// <summary>Encoded length in bytes.</summary>
    public const int Size = 4 + 2 + 16 + 32 + Sic.KemKeySize + 2 + Sic.SignatureSize;

    private Genesis(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicG"u8;

    /// <summary>The statement as it travelled.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Always the hash of <see cref="RootKey"/>.</summary>
    public Id16 OrganisationId { get; private init; }

    /// <summary>Ed25519 public key.</summary>
    public Hash32 RootKey { get; private init; }

    /// <summary>X-Wing public key, 1216 bytes.</summary>
    public ReadOnlyMemory<byte> RecoveryKey { get; private init; }

    /// <summary>k of the recovery shares.</summary>
    public byte SharesNeeded { get; private init; }

    /// <summary>n of the recovery shares.</summary>
    public byte SharesMade { get; private init; }

    /// <summary>The root's fingerprint as on the poster.</summary>
    public string Fingerprint => RootFingerprint.Of(RootKey.Span);

    /// <summary>Signs the public half: 1336 bytes.</summary>
    /// <param name="root">The root.</param>
    /// <param name="recovery">The recovery key.</param>
    /// <param name="needed">k of the shares.</param>
    /// <param name="made">n of the shares.</param>
    /// <param name="suite">The suite, or that of a rehearsal, which no reader takes.</param>
    public static byte[] Create(RootKey root, RecoveryKey recovery, byte needed, byte made, ushort suite = Sic.Suite)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(recovery);
        using var writer = new SicWriter(Size);
        Statement.WriteStart(writer, Magic, Sic.OrganisationId(root.PublicKey.Span), suite);
        writer.Hash(root.PublicKey).Bytes(recovery.PublicKey.Span).U8(needed).U8(made);
        return writer.Bytes(root.Sign(Statement.SigningInput(Labels.SignGenesis, writer.Written))).ToArray();
    }

    /// <summary>Reads and verifies in one step, since the key that signs stands inside.</summary>
    /// <param name="bytes">1336 bytes.</param>
    /// <param name="genesis">The statement, or null.</param>
    /// <param name="failure">malformed, unknown-suite, wrong-organisation or wrong-signature, in this order.</param>
    public static bool TryVerify(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Genesis? genesis, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        var parsed = new Genesis(bytes)
        {
            OrganisationId = Statement.ReadStart(ref reader, Magic),
            RootKey = reader.Hash(),
            RecoveryKey = reader.Bytes(Sic.KemKeySize),
            SharesNeeded = reader.U8(),
            SharesMade = reader.U8(),
        };
        reader.Require(parsed.SharesNeeded >= 1 && parsed.SharesNeeded <= parsed.SharesMade);
        Statement.ReadEnd(ref reader);
        reader.Require(!reader.Good || parsed.OrganisationId == Sic.OrganisationId(parsed.RootKey.Span), FailureClass.WrongOrganisation);
        reader.Require(!reader.Good || Statement.Verify(parsed.RootKey.Span, Labels.SignGenesis, bytes.Span), FailureClass.WrongSignature);
        failure = reader.Failure;
        genesis = reader.Good ? parsed : null;
        return genesis is not null;
    }
}
