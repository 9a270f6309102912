using System.Globalization;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Intake.Host.Assisted.Turns;

/// <summary>What a refusal of the mailbox means to whoever sent a form (docs/errors.md).</summary>
internal static class PutFailures
{
    /// <summary>Key of the sentence, and the number.</summary>
    internal static (string Key, string Number) Of(PutCode code) => (Key(code), string.Create(CultureInfo.InvariantCulture, $"E-{(ushort)code:00}"));

    private static string Key(PutCode code) => code switch
    {
        PutCode.StorageFull => "failure.full",
        PutCode.Busy => "failure.busy",
        PutCode.NotOpen => "failure.closed",
        PutCode.TooLarge => "failure.size",
        PutCode.ObjectTaken or PutCode.AlreadyExists => "failure.taken",
        PutCode.WrongOrder => "failure.order",
        PutCode.UnknownRecipient => "failure.readers",
        _ => "failure.rejected",
    };
}
