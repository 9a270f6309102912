using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.Organisation;

/// <summary>What an administrator may note of a person: the day of a training and the reference of a decision, both free to leave out.</summary>
internal static class PersonNotes
{
    private const int LongestDecision = 120;

    /// <summary>About the year 2243: no day of a training lies later, and every number stays a civil day.</summary>
    private const uint LastDay = 100_000;

    internal static bool AreUsable(uint? trainedOn, string? decision) =>
        trainedOn is null or <= LastDay && (decision is null || (decision.Length <= LongestDecision && Candidate.IsPlain(decision)));
}
