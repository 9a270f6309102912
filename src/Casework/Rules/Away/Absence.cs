using IntegrityChannel.Casework.Rules.Cases;

namespace IntegrityChannel.Casework.Rules.Away;

/// <summary>Civil days on which an officer is away, both ends included.</summary>
/// <param name="Officer">Who.</param>
/// <param name="From">First day away.</param>
/// <param name="To">Last day away; not before <paramref name="From"/>.</param>
public sealed record Absence(PartyId Officer, DateOnly From, DateOnly To)
{
    /// <summary>How far ahead an absence may end, in days: longer ones are a matter for the list of keys.</summary>
    public const int LongestDays = 366;

    /// <summary>True on a day of the absence.</summary>
    public bool Covers(DateOnly day) => From <= day && day <= To;

    /// <summary>
    /// Whether an officer may enter these days today: in order, not all of them past, and over within a year.
    /// </summary>
    public static bool MayBeSet(DateOnly from, DateOnly to, DateOnly today) =>
        from <= to && to >= today && to <= today.AddDays(LongestDays) && from >= today.AddDays(-LongestDays);
}
