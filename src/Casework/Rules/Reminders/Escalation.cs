using IntegrityChannel.Casework.Rules.Cases;

namespace IntegrityChannel.Casework.Rules.Reminders;

/// <summary>
/// Who hears an alarm: the responsible, later the deputy too; always among those who receive the case. Whoever was left
/// out or removed hears nothing, and nobody outside the case takes their place.
/// </summary>
internal static class Escalation
{
    /// <summary>True when the alarm is meant for this recipient.</summary>
    internal static bool Reaches(CaseFile file, CaseRecipient recipient, Alarm alarm) =>
        alarm is not Alarm.None && recipient.Receives && recipient.Role switch
        {
            OfficerRole.Responsible => true,
            OfficerRole.Deputy => alarm is Alarm.Escalated || !IsReceivedBy(file, OfficerRole.Responsible),

            // A report sealed to a confidant alone would otherwise alarm nobody.
            _ => !IsReceivedBy(file, OfficerRole.Responsible) && !IsReceivedBy(file, OfficerRole.Deputy),
        };

    private static bool IsReceivedBy(CaseFile file, OfficerRole role) =>
        file.Recipients.Any(recipient => recipient.Role == role && recipient.Receives);
}
