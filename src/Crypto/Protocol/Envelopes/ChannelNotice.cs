using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>
/// Body of kind 11, in clear: channel key_id[16] ‖ template u16 ‖ received u32 ‖ acknowledge_by u32 ‖ feedback_by u32 (30 bytes). The
/// reporter's page says it in words, and that the channel sent it, not an officer.
/// </summary>
/// <param name="ChannelKeyId">key_id of the channel key that signed.</param>
/// <param name="Received">Day of receipt.</param>
/// <param name="AcknowledgeBy">Last day of the term for the acknowledgement.</param>
/// <param name="FeedbackBy">Last day of the term for the feedback.</param>
public sealed record ChannelNotice(Id16 ChannelKeyId, CivilDay Received, CivilDay AcknowledgeBy, CivilDay FeedbackBy)
{
    /// <summary>The automatic acknowledgement, the only template of this version.</summary>
    public const ushort AutomaticAcknowledgement = 1;

    /// <summary>Encoded length in bytes.</summary>
    public const int Size = 30;

    /// <summary>Reads a body that <see cref="SealedObject.TryParse"/> or <see cref="ObjectEntry"/> accepted.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ChannelNotice? notice)
    {
        var reader = new SicReader(body);
        notice = Read(ref reader);
        return reader.Finish();
    }

    internal byte[] Encode()
    {
        using var writer = new SicWriter(Size);
        return writer.Id(ChannelKeyId).U16(AutomaticAcknowledgement).Day(Received).Day(AcknowledgeBy).Day(FeedbackBy).ToArray();
    }

    internal static ChannelNotice Read(ref SicReader reader)
    {
        var keyId = reader.Id();
        reader.Require(reader.U16() == AutomaticAcknowledgement);
        return new ChannelNotice(keyId, reader.Day(), reader.Day(), reader.Day());
    }
}
