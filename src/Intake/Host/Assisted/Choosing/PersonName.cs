using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Host.Assisted.Texts;

namespace IntegrityChannel.Intake.Host.Assisted.Choosing;

/// <summary>How people are named: role first, then the name that the organisation gave.</summary>
internal static class PersonName
{
    internal static string Of(FormTexts texts, DirectoryOfficer officer)
    {
        var role = texts[RoleKey(officer.Role)];
        return officer.Display.Length == 0 || officer.Display.Equals(role, StringComparison.OrdinalIgnoreCase) ? role : $"{role}: {officer.Display}";
    }

    internal static string Of(FormTexts texts, IEnumerable<OfficerInUse> officers) => string.Join("; ", officers.Select(officer => Of(texts, officer.Listed)));

    private static string RoleKey(OfficerRole role) => role switch
    {
        OfficerRole.Responsible => "role.responsible",
        OfficerRole.Deputy => "role.deputy",
        OfficerRole.Confidant => "role.confidant",
        OfficerRole.Investigator => "role.investigator",
        OfficerRole.Chief => "role.chief",
        OfficerRole.DataProtectionOfficer => "role.dpo",
        _ => "role.other",
    };
}
