using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Casework.Host.Organisation;

/// <summary>The organisation's calendar day, in the zone that the signed directory names: the only time that anything about a report is measured in.</summary>
internal sealed class CivilClock(DirectoryStore directories, TimeProvider clock)
{
    internal TimeZoneInfo Zone => directories.Current().Zone;

    internal CivilDay Today => directories.Current().Today(clock);
}
