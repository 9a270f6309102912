namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>One entry of the keys log. Rows are only ever added; the file itself refuses to change or delete one.</summary>
internal sealed class LogEntryRow
{
    /// <summary>From 0, without a gap.</summary>
    public required int Place { get; init; }

    /// <summary>salt[32] ‖ entry[37].</summary>
    public required byte[] Opening { get; init; }
}
