namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>What an officer did in a case on a day that is not over yet: no order, and no time finer than that day.</summary>
internal sealed class AccessTodayRow
{
    public required byte[] OfficerId { get; init; }

    public required byte Action { get; init; }

    /// <summary>Keyed hash of the report, 32 bytes.</summary>
    public required byte[] Report { get; init; }

    public required uint Day { get; init; }
}

/// <summary>The same once its day is over, in the access log. Rows are only ever added.</summary>
internal sealed class AccessEntryRow
{
    /// <summary>From 0, without a gap.</summary>
    public required int Place { get; init; }

    /// <summary>salt[32] ‖ entry[53].</summary>
    public required byte[] Opening { get; init; }
}

/// <summary>The head of the access log at the end of a day; its leaf stands in the keys log.</summary>
internal sealed class AccessHeadRow
{
    public required uint Day { get; init; }

    /// <summary>Entries by then.</summary>
    public required int Size { get; init; }

    /// <summary>salt[32] ‖ entry[37].</summary>
    public required byte[] Opening { get; init; }
}
