namespace IntegrityChannel.Casework.Host.Features.ListPeople;

/// <summary>Wire shape of GET /a/people.</summary>
/// <param name="People">Accounts by name, then invitations by name.</param>
/// <param name="Directory">The directory in force; null before the first.</param>
/// <param name="Next">One of DirectoryPlan.States.</param>
/// <param name="Open">Whether a responsible officer or deputy has confirmed, so that intake takes reports.</param>
/// <param name="Fingerprint">Of the root; null where this folder has no public file.</param>
/// <param name="Names">The organisation's name by language, the default first.</param>
/// <param name="Addresses">Where people report, the address for the poster first; of them the directory in force lists some or all.</param>
/// <param name="Sealer">SHA-256 of the offline sealer that intake gives out, 64 hexadecimal digits; null where it gives out none yet.</param>
internal sealed record PeopleAnswer(
    IReadOnlyList<PersonLine> People, DirectoryLine? Directory, string Next, bool Open, string? Fingerprint, IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<string> Addresses, string? Sealer);

/// <summary>A directory in figures; days are civil days.</summary>
internal sealed record DirectoryLine(uint Seq, uint Issued, uint Expires);

/// <summary>One person; exactly one of the two ids is there.</summary>
internal sealed record PersonLine
{
    public byte[]? OfficerId { get; init; }

    public byte[]? InvitationId { get; init; }

    public required string Account { get; init; }

    public required string Display { get; init; }

    public required byte Role { get; init; }

    public required string Mail { get; init; }

    /// <summary>invited, expired, enrolled, listed, active (administrators) or deactivated.</summary>
    public required string State { get; init; }

    /// <summary>Whether the directory in force lists this officer; reporters may choose them then, deactivated or not.</summary>
    public bool Listed { get; init; }

    /// <summary>Of the officer's signing key: what the officer reads to the holders of the root.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Last day of the key that receives; null where there is none.</summary>
    public uint? KeyUntil { get; init; }

    /// <summary>Last day of the one-time code.</summary>
    public uint? ExpiresOn { get; init; }

    public uint? TrainedOn { get; init; }

    public string? Decision { get; init; }

    /// <summary>The administrator who asks.</summary>
    public bool Self { get; init; }
}
