using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>Objects whose body stands in clear (kinds 9, 10 and 11): unpadded, without key, recipients, wraps or container.</summary>
public static class ClearObject
{
    /// <summary>No clear body is longer, in bytes.</summary>
    public const int MaximumBody = 64 * 1024;

    private const byte HighestAction = 8;

    /// <summary>Signs a channel notice with casework's channel key.</summary>
    /// <returns>The whole object, ready to be put.</returns>
    public static byte[] CreateChannelNotice(ChannelKey key, ObjectPlacement placement, CivilDay received, CivilDay acknowledgeBy, CivilDay feedbackBy)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(placement);
        var body = new ChannelNotice(key.KeyId, received, acknowledgeBy, feedbackBy).Encode();
        var header = placement.Header(ObjectKind.ChannelNotice, Id16.Ones, (uint)body.Length).Encode();
        var transcript = Sic.Hash(Labels.Transcript, header);
        var objectHash = Sic.Hash(Labels.ObjectHash, transcript.Span, SignedHeader.HashBody(body).Span);
        return SealedObject.Assemble(header, [], body, key.Sign(SignedHeader.SigningInput(objectHash)));
    }

    /// <summary>Checks the shape of a clear body; sealed kinds pass.</summary>
    internal static bool IsWellFormed(ref SicReader outer, ObjectHeader header, ReadOnlyMemory<byte> body)
    {
        if (!header.Kind.IsClear())
        {
            return true;
        }

        var reader = new SicReader(body);
        Read(ref reader, header.Kind);
        outer.Require(reader.Finish(), reader.Failure);
        return outer.Good;
    }

    private static void Read(ref SicReader reader, ObjectKind kind)
    {
        switch (kind)
        {
            case ObjectKind.Control:
                ReadControl(ref reader);
                break;
            case ObjectKind.Removal:
                ReadIds(ref reader, atLeast: 1);
                break;
            default:
                ChannelNotice.Read(ref reader);
                break;
        }
    }

    /// <summary>action u8 ‖ day u32 ‖ reason u16 ‖ subject[16] ‖ objects u16×[16] ‖ target[32].</summary>
    private static void ReadControl(ref SicReader reader)
    {
        reader.Require(reader.U8() is >= 1 and <= HighestAction);
        reader.Day();
        reader.U16();
        reader.Id();
        ReadIds(ref reader, atLeast: 0);
        reader.Hash();
    }

    private static void ReadIds(ref SicReader reader, int atLeast)
    {
        var count = reader.U16();
        reader.Require(count >= atLeast);
        var seen = new HashSet<Id16>();
        for (var index = 0; index < count && reader.Good; index++)
        {
            reader.Require(seen.Add(reader.Id()));
        }
    }
}
