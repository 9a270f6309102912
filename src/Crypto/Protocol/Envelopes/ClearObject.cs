using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>Objects whose body stands in clear (kinds 9, 10 and 11): unpadded, without key, recipients, wraps or container.</summary>
public static class ClearObject
{
    /// <summary>No clear body is longer, in bytes.</summary>
    public const int MaximumBody = 64 * 1024;

    /// <summary>Signs a channel notice with casework's channel key.</summary>
    /// <returns>The whole object, ready to be put.</returns>
    public static byte[] CreateChannelNotice(ChannelKey key, ObjectPlacement placement, CivilDay received, CivilDay acknowledgeBy, CivilDay feedbackBy)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(placement);
        var body = new ChannelNotice(key.KeyId, received, acknowledgeBy, feedbackBy).Encode();
        return Sign(placement.Header(ObjectKind.ChannelNotice, Id16.Ones, 0), body, key);
    }

    /// <summary>A clear object, whole.</summary>
    /// <param name="start">Header without the length of its body.</param>
    /// <param name="body">Of its kind.</param>
    /// <param name="key">Must be the author's.</param>
    internal static byte[] Sign(ObjectHeader start, byte[] body, SigningKey key)
    {
        var header = (start with { BodyLength = (uint)body.Length }).Encode();
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
                ControlOrder.Read(ref reader);
                break;
            case ObjectKind.Removal:
                RemovedAnswers.Read(ref reader);
                break;
            default:
                ChannelNotice.Read(ref reader);
                break;
        }
    }
}
