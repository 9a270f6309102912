using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Cases;

/// <summary>A case with all that the server knows of it: its number, its recipients and the clear facts of its objects.</summary>
/// <param name="Report">As the mailbox has it.</param>
/// <param name="CaseNumber">Random, for the telephone.</param>
/// <param name="File">What the rules reckon with.</param>
/// <param name="Objects">Every object, without a word of content.</param>
internal sealed record ShelvedCase(MailboxReport Report, string CaseNumber, CaseFile File, IReadOnlyList<MailboxObject> Objects)
{
    internal Id16 ReportId => Report.ReportId;
}
