namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>That a backup or a drill took place: for the administrator's page.</summary>
internal sealed class MaintenanceRow
{
    /// <summary>One of <see cref="MaintenanceLog.Backup"/> and <see cref="MaintenanceLog.Drill"/>.</summary>
    public required string Kind { get; init; }

    public required uint Day { get; init; }

    /// <summary>0 is well; 1 failed.</summary>
    public required ushort Outcome { get; set; }
}
