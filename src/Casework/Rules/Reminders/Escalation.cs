using IntegrityChannel.Casework.Rules.Cases;

namespace IntegrityChannel.Casework.Rules.Reminders;

/// <summary>
/// Who hears an alarm: the responsible, later the deputy too; always among those who receive the case. Whoever is away is stood in for by
/// the next role among them, from the first alarm on. Whoever was left out or removed hears nothing, and nobody outside the case takes
/// their place.
/// </summary>
internal static class Escalation
{
    /// <summary>True when the alarm is meant for this recipient.</summary>
    /// <param name="present">The recipients who are there to act today.</param>
    /// <param name="recipient">One of them, or one who is away.</param>
    /// <param name="alarm">How far it goes.</param>
    internal static bool Reaches(IReadOnlyList<CaseRecipient> present, CaseRecipient recipient, Alarm alarm) =>
        alarm is not Alarm.None && present.Contains(recipient) && recipient.Role switch
        {
            OfficerRole.Responsible => true,
            OfficerRole.Deputy => alarm is Alarm.Escalated || !Has(present, OfficerRole.Responsible),

            // A report sealed to a confidant alone would otherwise alarm nobody.
            _ => !Has(present, OfficerRole.Responsible) && !Has(present, OfficerRole.Deputy),
        };

    private static bool Has(IReadOnlyList<CaseRecipient> present, OfficerRole role) => present.Any(recipient => recipient.Role == role);
}
