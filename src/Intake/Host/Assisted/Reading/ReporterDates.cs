using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Intake.Host.Assisted.Reading;

/// <summary>
/// The reporter's copy of the statutory clock, rules R1 to R5 (docs/deadlines.md): civil days only, no extension for weekends or holidays. The officers' side
/// computes the same in Casework/Rules, which this process must not know; tests hold both to one table.
/// </summary>
internal static class ReporterDates
{
    private const int AcknowledgementDays = 7;
    private const int FeedbackMonths = 3;

    /// <summary>R2: the last day for the acknowledgement.</summary>
    internal static CivilDay AcknowledgeBy(CivilDay received) => received.AddDays(AcknowledgementDays);

    /// <summary>R3, R4: the last day for the feedback. A late acknowledgement moves nothing.</summary>
    internal static CivilDay FeedbackBy(CivilDay received, CivilDay? acknowledged)
    {
        var term = AcknowledgeBy(received);
        var from = acknowledged is { } day && day < term ? (day < received ? received : day) : term;
        return from.Date.Year > 9000 ? from : CivilDay.From(from.Date.AddMonths(FeedbackMonths));
    }
}
