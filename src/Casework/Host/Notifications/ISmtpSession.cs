using System.Net;

namespace IntegrityChannel.Casework.Host.Notifications;

/// <summary>
/// A conversation with a mail server, in the order and the names of MailKit's <c>SmtpClient</c>: connect, authenticate, send, disconnect.
/// Every member throws <see cref="MailTransportException"/> and nothing else but cancellation.
/// </summary>
internal interface ISmtpSession : IDisposable
{
    /// <summary>What to say in EHLO; set before connecting. Never the machine's name.</summary>
    string LocalDomain { get; set; }

    Task ConnectAsync(string host, int port, MailSecurity security, CancellationToken cancellationToken);

    Task AuthenticateAsync(NetworkCredential credential, CancellationToken cancellationToken);

    Task SendAsync(MailLetter letter, CancellationToken cancellationToken);

    Task DisconnectAsync(bool quit, CancellationToken cancellationToken);
}
