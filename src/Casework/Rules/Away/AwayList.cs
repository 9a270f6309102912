using IntegrityChannel.Casework.Rules.Cases;

namespace IntegrityChannel.Casework.Rules.Away;

/// <summary>Who is away when. An officer who entered nothing is in.</summary>
public sealed class AwayList
{
    private readonly ILookup<PartyId, Absence> absences;

    /// <summary>Takes absences in any order; an officer may have several.</summary>
    public AwayList(IEnumerable<Absence> absences)
    {
        ArgumentNullException.ThrowIfNull(absences);
        this.absences = absences.ToLookup(absence => absence.Officer);
    }

    /// <summary>Nobody is away.</summary>
    public static AwayList Nobody { get; } = new([]);

    /// <summary>True where the officer is away on that day.</summary>
    public bool IsAway(PartyId officer, DateOnly day) => absences[officer].Any(absence => absence.Covers(day));

    /// <summary>The officer's absences that are not over, first one first.</summary>
    public IReadOnlyList<Absence> NotOver(PartyId officer, DateOnly today) =>
        [.. absences[officer].Where(absence => absence.To >= today).OrderBy(absence => absence.From)];

    /// <summary>
    /// The last day up to which the officer has heard what there was: <paramref name="decided"/>, or the day before an absence that
    /// silenced it. So the first slot after an absence makes up for all slots in it, and nothing is lost.
    /// </summary>
    /// <param name="officer">Who.</param>
    /// <param name="decided">The last day whose slot was decided.</param>
    /// <param name="today">The day whose slot is being decided.</param>
    internal DateOnly HeardUntil(PartyId officer, DateOnly decided, DateOnly today)
    {
        var heard = decided;
        while (heard > DateOnly.MinValue && !IsAway(officer, today) && absences[officer].FirstOrDefault(absence => absence.Covers(heard)) is { } silenced)
        {
            heard = silenced.From.AddDays(-1);
        }

        return heard;
    }
}
