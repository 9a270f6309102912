namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>That an officer fetched a case on a day, and the highest number of the reporter's objects then handed out (what <c>Rules/Reminders</c> calls read).</summary>
internal sealed class CaseReadRow
{
    public required byte[] OfficerId { get; init; }

    public required byte[] ReportId { get; init; }

    public required uint Day { get; init; }

    public required int Objects { get; set; }
}
