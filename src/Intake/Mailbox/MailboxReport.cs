using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Intake.Mailbox;

/// <summary>What casework learns of a report without opening it.</summary>
/// <param name="ReportId">16 random bytes, made by the author.</param>
/// <param name="PutDay">The server's civil day at commit; starts the statutory clock.</param>
/// <param name="Recipients">Officers to whom the report was sealed and who were not removed since, sorted; recovery is not among them.</param>
/// <param name="Recovery">True unless the reporter refused recovery.</param>
public sealed record MailboxReport(Id16 ReportId, CivilDay PutDay, IReadOnlyList<Id16> Recipients, bool Recovery)
{
    /// <summary>Officers who were removed from the case, sorted.</summary>
    public IReadOnlyList<Id16> Removed { get; init; } = [];
}
