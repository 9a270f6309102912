using IntegrityChannel.Casework.Host.Notifications.MailKit;

namespace IntegrityChannel.Casework.Host.Notifications;

/// <summary>The adapter of this build (property Mail=mailkit). Another adapter's folder brings its own class of this name.</summary>
internal static class MailTransport
{
    internal static bool ServesTls => true;

    internal static ISmtpSession Open() => new MailKitSession();
}
