using IntegrityChannel.Casework.Host.Notifications;

namespace IntegrityChannel.Casework.Tests.Notifications;

/// <summary>What the mail tests share.</summary>
internal static class Letters
{
    internal const string Domain = "channel.example";

    internal static DeliveryPatience Hasty { get; } = new()
    {
        Retries = 0,
        RetryDelay = TimeSpan.FromMilliseconds(10),
        Attempt = TimeSpan.FromSeconds(8),
        FailuresToBreak = 3,
        Break = TimeSpan.FromMilliseconds(600),
    };

    internal static MailLetter One { get; } = new(
        "channel@channel.example",
        "officer@zone.example",
        "Herinnering één",
        "Een datum is voorbij. Zoë = 100 %.\n.\nTweede regel die heel lang is, zodat zij over de zesenzeventig tekens van een regel loopt en gebroken moet worden.\n",
        "0123456789abcdef0123456789abcdef@" + Domain,
        new DateTimeOffset(2026, 4, 6, 8, 0, 0, TimeSpan.FromHours(2)));

    /// <summary>Delivery over the client of this set and the machine's own clock.</summary>
    internal static MailDelivery Deliver(DeliveryPatience? patience = null) =>
        new(MailTrust.Open, TimeProvider.System, patience ?? Hasty);

    internal static MailSetup.Smtp To(SmtpServer server, MailSecurity security = MailSecurity.None, (string User, string Password)? login = null) =>
        new("127.0.0.1", server.Port, security, login is { } known ? new(known.User, known.Password) : null, One.From, Domain);
}
