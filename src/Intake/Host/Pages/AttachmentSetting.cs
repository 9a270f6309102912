using IntegrityChannel.Intake.Mailbox.Uploads;

namespace IntegrityChannel.Intake.Host.Pages;

/// <summary>The limit of attachments as the settings file says it; read until the organisation exists, then kept.</summary>
internal sealed class AttachmentSetting(string settingsFile)
{
    private volatile AttachmentLimit? known;

    internal AttachmentLimit Current => (known ??= OrganisationSettings.Read(settingsFile)?.Attachments) ?? AttachmentLimit.Default;
}
