namespace IntegrityChannel.Casework.Rules.Reminders;

/// <summary>
/// When the end of a key is announced (docs/deadlines.md, "Keys that end"). What ends is public: the list of keys is signed until a day, and so is each
/// officer's certificate in it. A warning therefore says nothing of a case.
/// </summary>
internal static class KeyEndings
{
    private static readonly int[] DaysBefore = [90, 60, 30, 14, 7];

    /// <summary>
    /// True when a warning falls after <paramref name="after"/> up to <paramref name="today"/>: usually that of one day; several that an outage held
    /// back are one, also when the key has ended meanwhile.
    /// </summary>
    /// <param name="lastDays">The last day of each key that concerns the reader.</param>
    /// <param name="after">The last day whose slot was decided.</param>
    /// <param name="today">The day whose slot is being decided.</param>
    internal static bool IsDue(IReadOnlyCollection<DateOnly> lastDays, DateOnly after, DateOnly today) =>
        lastDays.Any(last => Array.Exists(DaysBefore, days => last.AddDays(-days) is var warning && warning > after && warning <= today));
}
