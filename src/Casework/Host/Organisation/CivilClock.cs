using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Casework.Host.Organisation;

/// <summary>
/// The organisation's calendar day, in the zone that the signed directory names: the only time that anything about a report is measured in. Before the first
/// directory, when there is no report, the zone of the settings serves.
/// </summary>
internal sealed class CivilClock(DirectoryStore directories, OrganisationNow organisation, TimeProvider clock)
{
    internal TimeZoneInfo Zone => directories.Current() is { Newest: not null } published ? published.Zone : organisation.Settings?.Zone ?? TimeZoneInfo.Utc;

    internal CivilDay Today => CivilDay.At(clock.GetUtcNow(), Zone);
}
