using IntegrityChannel.Casework.Host.Notifications.Smtp;

namespace IntegrityChannel.Casework.Host.Notifications;

/// <summary>The adapter of this build (property Mail=smtpclient). Another adapter's folder brings its own class of this name.</summary>
internal static class MailTransport
{
    /// <summary>TLS from the first byte is not in the framework's client, which would wait for a greeting for ever.</summary>
    internal static bool ServesTls => false;

    internal static ISmtpSession Open() => new SmtpClientSession();
}
