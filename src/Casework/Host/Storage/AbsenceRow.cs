namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>The days on which an officer is away, as that officer entered them; one stretch at a time.</summary>
internal sealed class AbsenceRow
{
    /// <summary>16 bytes.</summary>
    public required byte[] OfficerId { get; init; }

    /// <summary>First civil day away.</summary>
    public required uint FromDay { get; set; }

    /// <summary>Last civil day away.</summary>
    public required uint ToDay { get; set; }
}
