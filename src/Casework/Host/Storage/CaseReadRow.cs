namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>That an officer fetched a case on a day, and the highest number of objects then handed out.</summary>
internal sealed class CaseReadRow
{
    public required byte[] OfficerId { get; init; }

    public required byte[] ReportId { get; init; }

    public required uint Day { get; init; }

    public required int Objects { get; set; }
}
