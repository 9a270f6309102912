namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>What one part of the tick last reported, for the administrator's page.</summary>
internal sealed class TickResultRow
{
    public required string Name { get; init; }

    public required uint LastDay { get; set; }

    /// <summary>0 is well; else a code of docs/errors.md.</summary>
    public required ushort Result { get; set; }
}
