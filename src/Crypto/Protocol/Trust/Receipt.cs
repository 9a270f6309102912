using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>
/// sicQ: intake's channel key confirms that an object with this OH was stored on this day. dir_seq u32 ‖ OH[32] ‖ put_day u32 ‖ channel key_id[16];
/// 142 bytes in all. It proves no text and reveals nothing alone.
/// </summary>
public sealed class Receipt
{
    /// <summary>Encoded length in bytes.</summary>
    public const int Size = 4 + 2 + 16 + 4 + 32 + 4 + 16 + Sic.SignatureSize;

    private Receipt(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicQ"u8;

    /// <summary>The statement as it travelled.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public Id16 OrganisationId { get; private init; }

    public uint DirectorySequence { get; private init; }

    public Hash32 ObjectHash { get; private init; }

    public CivilDay PutDay { get; private init; }

    public Id16 ChannelKeyId { get; private init; }

    /// <summary>Signs a receipt: 142 bytes.</summary>
    public static byte[] Create(ChannelKey key, Id16 organisationId, uint directorySequence, Hash32 objectHash, CivilDay putDay)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var writer = new SicWriter(Size);
        Statement.WriteStart(writer, Magic, organisationId);
        writer.U32(directorySequence).Hash(objectHash).Day(putDay).Id(key.KeyId);
        return writer.Bytes(key.Sign(Statement.SigningInput(Labels.SignReceipt, writer.Written))).ToArray();
    }

    /// <summary>Reads a receipt; the signature is a second step.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Receipt? receipt, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        var parsed = new Receipt(bytes)
        {
            OrganisationId = Statement.ReadStart(ref reader, Magic),
            DirectorySequence = reader.U32(),
            ObjectHash = reader.Hash(),
            PutDay = reader.Day(),
            ChannelKeyId = reader.Id(),
        };
        Statement.ReadEnd(ref reader);
        failure = reader.Failure;
        receipt = reader.Good ? parsed : null;
        return receipt is not null;
    }

    /// <summary>True where a channel key of this directory, listed for receipts on that day, signed it for this object.</summary>
    /// <param name="directory">A verified directory.</param>
    /// <param name="objectHash">OH of the object that was sent.</param>
    /// <param name="failure">wrong-organisation, wrong-chain (another object), wrong-key (no such channel key) or wrong-signature, in this order.</param>
    public bool Verify(Directory directory, Hash32 objectHash, out FailureClass failure)
    {
        ArgumentNullException.ThrowIfNull(directory);
        failure = Judge(directory, objectHash);
        return failure == FailureClass.None;
    }

    private FailureClass Judge(Directory directory, Hash32 objectHash)
    {
        if (OrganisationId != directory.OrganisationId)
        {
            return FailureClass.WrongOrganisation;
        }

        if (ObjectHash != objectHash)
        {
            return FailureClass.WrongChain;
        }

        if (directory.FindChannel(ChannelKeyId) is not { } channel || !channel.Serves(ChannelUses.Receipts, PutDay))
        {
            return FailureClass.WrongKey;
        }

        return Statement.Verify(channel.PublicKey.Span, Labels.SignReceipt, Bytes.Span) ? FailureClass.None : FailureClass.WrongSignature;
    }
}
