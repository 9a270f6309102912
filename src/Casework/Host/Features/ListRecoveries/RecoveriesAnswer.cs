namespace IntegrityChannel.Casework.Host.Features.ListRecoveries;

/// <summary>Wire shape of GET /o/recoveries.</summary>
/// <param name="Recoveries">The newest first.</param>
/// <param name="Lost">For administrators: whose reports can be asked for. Empty for officers.</param>
/// <param name="Newcomers">For administrators: who could read them. Empty for officers.</param>
internal sealed record RecoveriesAnswer(IReadOnlyList<RecoveryLine> Recoveries, IReadOnlyList<NamedPerson> Lost, IReadOnlyList<NamedPerson> Newcomers);

/// <summary>An officer by name.</summary>
internal sealed record NamedPerson(byte[] OfficerId, string Name);

/// <summary>One recovery; days are civil days, names as on screen.</summary>
internal sealed record RecoveryLine
{
    public required byte[] RecoveryId { get; init; }

    public required string Lost { get; init; }

    public required string Newcomer { get; init; }

    public required ushort Reason { get; init; }

    public required string AskedBy { get; init; }

    public required uint AskedOn { get; init; }

    public string? AgreedBy { get; init; }

    public uint? AgreedOn { get; init; }

    public uint? StoredOn { get; init; }

    public uint? WithdrawnOn { get; init; }

    /// <summary>Last day on which it serves.</summary>
    public required uint EndsOn { get; init; }

    /// <summary>asked, agreed, stored, withdrawn or ended.</summary>
    public required string State { get; init; }

    /// <summary>While it is asked for, whether the one who reads this may agree: allowed, same-person, concerned, needs-dpo or not-for-this-role.</summary>
    public string? You { get; init; }
}
