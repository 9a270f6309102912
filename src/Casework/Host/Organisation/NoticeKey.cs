using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Casework.Host.Organisation;

/// <summary>
/// Whether readers would believe this host's notices today: the newest directory must list its channel key for them. Officers work on where it does not;
/// the host writes no notice, and says so at /health and in the result of the tick.
/// </summary>
internal sealed class NoticeKey(ChannelKey key, DirectoryStore directories, CivilClock calendar)
{
    internal ChannelState State => directories.Current().StateOn(calendar.Today, key.KeyId, ChannelUses.Notices);
}
