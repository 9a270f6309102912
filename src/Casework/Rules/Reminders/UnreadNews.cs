using IntegrityChannel.Casework.Rules.Cases;

namespace IntegrityChannel.Casework.Rules.Reminders;

/// <summary>
/// Reminders of what the reporter wrote and an officer has not fetched: in the first slot of a later day, so that the
/// mail's moment says nothing of the reporter's, then every seventh day.
/// </summary>
internal static class UnreadNews
{
    /// <summary>Days between two reminders of the same object.</summary>
    internal const int RepeatDays = 7;

    /// <summary>True when a reminder falls after <paramref name="after"/> up to <paramref name="today"/>.</summary>
    /// <param name="file">The case.</param>
    /// <param name="read">How many of the reporter's objects the officer was ever handed, in the order of the chain.</param>
    /// <param name="after">The last day whose slot was decided.</param>
    /// <param name="today">The day whose slot is being decided.</param>
    internal static bool IsDue(CaseFile file, int read, DateOnly after, DateOnly today) =>
        file.Objects.Where(head => head.Author == PartyId.Reporter)
            .OrderBy(head => head.Seq)
            .Skip(read)
            .Any(head => NextReminder(head.PutDay, after) <= today);

    private static DateOnly NextReminder(DateOnly putDay, DateOnly after)
    {
        var first = putDay.AddDays(1);
        var missed = after.DayNumber - first.DayNumber;
        return missed < 0 ? first : first.AddDays(((missed / RepeatDays) + 1) * RepeatDays);
    }
}
