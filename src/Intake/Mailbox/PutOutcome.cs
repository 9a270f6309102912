using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Intake.Mailbox;

/// <summary>What became of one put. Accepted is only said after the commit that holds the object reached the disk.</summary>
public abstract record PutOutcome
{
    private PutOutcome()
    {
    }

    /// <summary>The code that travels; its meaning stands in docs/errors.md.</summary>
    public abstract PutCode Code { get; }

    /// <summary>HTTP status: 200, 400 (413 for too large), 409 or 503, by the range of the code.</summary>
    public int Status => Code switch
    {
        PutCode.Accepted => 200,
        PutCode.TooLarge => 413,
        < PutCode.ObjectTaken => 400,
        < PutCode.StorageFull => 409,
        _ => 503,
    };

    /// <summary>The answer, 512 bytes whatever happened.</summary>
    public abstract byte[] Encode();

    /// <summary>The object is stored, now or by an earlier put of the same object.</summary>
    /// <param name="Receipt">sicQ of 142 bytes from intake, 142 zeros from casework.</param>
    /// <param name="PutDay">Civil day of the commit that stored it.</param>
    public sealed record Accepted(ReadOnlyMemory<byte> Receipt, CivilDay PutDay) : PutOutcome
    {
        public override PutCode Code => PutCode.Accepted;

        public override byte[] Encode() => PutAnswer.Accepted(Receipt.Span);
    }

    /// <summary>Nothing was stored.</summary>
    /// <param name="Reason">Any code but accepted.</param>
    public sealed record Refused(PutCode Reason) : PutOutcome
    {
        public override PutCode Code => Reason;

        public override byte[] Encode() => PutAnswer.Refused(Reason);
    }
}
