using IntegrityChannel.Intake.Host.Assisted.Forms;

namespace IntegrityChannel.Intake.Host.Assisted.ReadMailbox;

/// <summary>What a message may ask for, by the numbers of docs/protocol.md section 6.</summary>
internal static class ReporterActs
{
    private const byte Message = 0;
    private const byte Meeting = 2;
    private const byte ComiteP = 3;
    private const byte Retaliation = 4;

    /// <summary>In the order of the page.</summary>
    internal static IReadOnlyList<byte> Offered { get; } = [Message, Meeting, ComiteP, Retaliation];

    /// <summary>Anything else is a message.</summary>
    internal static byte Of(FormFields form) => form[FormField.Act].Span is [>= (byte)'0' and <= (byte)'9' and var digit] && Offered.Contains((byte)(digit - '0')) ? (byte)(digit - '0') : Message;
}
