namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>A report as officers refer to it: a random number to say on the telephone, and the day of receipt. Opened by the tick.</summary>
internal sealed class CaseFileRow
{
    /// <summary>16 bytes.</summary>
    public required byte[] ReportId { get; init; }

    /// <summary>4 to 6 Crockford symbols, random: a counter would tell how many reports there are.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>Civil day on which the case file was opened.</summary>
    public required uint OpenedDay { get; init; }
}
