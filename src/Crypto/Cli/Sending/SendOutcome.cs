using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Crypto.Cli.Sending;

/// <summary>What became of a parcel.</summary>
internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>Stored, and the receipt verifies.</summary>
    internal sealed record Received(Hash32 ObjectHash, ReadOnlyMemory<byte> Receipt, CivilDay Day) : SendOutcome;

    /// <summary>The host said no, for good.</summary>
    internal sealed record Refused(PutCode Code) : SendOutcome;

    /// <summary>Bytes went out and no answer says what became of them.</summary>
    internal sealed record Unanswered : SendOutcome;

    /// <summary>The host says that it stored them, and its receipt does not verify.</summary>
    internal sealed record NotProven(FailureClass Failure) : SendOutcome;
}

/// <summary>What the host's closed list of refusals means to the person who runs a command (docs/errors.md).</summary>
internal static class PutRefusals
{
    internal static string Sentence(this PutCode code) => $"E-{(int)code:00}: " + code switch
    {
        PutCode.StorageFull => "the server has no room left. Nothing was stored; try later, or take another way.",
        PutCode.Busy => "the server is busy. Nothing was stored; try again in a minute.",
        PutCode.NotOpen => "the channel is not open: no officer who may decide has a key in force. Nothing was stored.",
        PutCode.TooLarge => "the text is too long. Nothing was stored.",
        PutCode.Stale => "the list of keys or the day changed again and again. Nothing was stored; run the same command again.",
        PutCode.WrongOrder => "somebody wrote with the same key meanwhile. Nothing was stored; run the same command again.",
        PutCode.ObjectTaken or PutCode.AlreadyExists => "the server holds another object under this number. Nothing new was stored.",
        PutCode.ContainerMissing or PutCode.PartRefused => "the server lost part of the files again and again. Nothing counts as stored; run the same command again.",
        PutCode.UploadsFull => "unfinished uploads hold all the room that the server keeps for them. Send without files, or try again tomorrow.",
        PutCode.UnknownReport => "the server knows no such case for this account. Nothing was stored.",
        _ => "the server refused what was sent. Nothing was stored.",
    };
}
