using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Organisation;

/// <summary>How long this organisation keeps cases, as its directory says.</summary>
internal static class Retention
{
    /// <summary>Days from receipt; 0 before there is a directory.</summary>
    internal static int Days(MailboxStore mailbox) => (int)Math.Min(mailbox.Directories.Current().Newest?.Content.RetentionDays ?? 0, 100_000);
}
