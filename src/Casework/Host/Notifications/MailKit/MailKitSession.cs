using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace IntegrityChannel.Casework.Host.Notifications.MailKit;

/// <summary>
/// The adapter to MailKit. Its modes that try TLS and go on without are never used. Revocation lists are not fetched, as the other adapter does
/// not: they would be requests to the outside, and the certificates of most internal servers name none that can be reached.
/// </summary>
internal sealed class MailKitSession : ISmtpSession
{
    private readonly SmtpClient client;

    /// <param name="validation">Tests trust one certificate of their own; the product passes none, and the system's roots decide.</param>
    internal MailKitSession(RemoteCertificateValidationCallback? validation = null) => client = new SmtpClient
    {
        CheckCertificateRevocation = false,
        ServerCertificateValidationCallback = validation,
    };

    public string LocalDomain { get; set; } = "localhost.invalid";

    public Task ConnectAsync(string host, int port, MailSecurity security, CancellationToken cancellationToken) => TryAsync(MailProblem.StartTlsNotOffered, async () =>
    {
        client.LocalDomain = LocalDomain;
        await client.ConnectAsync(host, port, Protection(security), cancellationToken);
        if (security is not MailSecurity.None && !client.IsSecure)
        {
            throw new MailTransportException(MailProblem.StartTlsNotOffered);
        }
    });

    public Task AuthenticateAsync(NetworkCredential credential, CancellationToken cancellationToken) =>
        TryAsync(MailProblem.AuthenticationRefused, () => client.AuthenticateAsync(credential, cancellationToken));

    public Task SendAsync(MailLetter letter, CancellationToken cancellationToken) => TryAsync(MailProblem.AddressInvalid, async () =>
    {
        using var message = ToMessage(letter);
        await client.SendAsync(message, cancellationToken);
    });

    /// <summary>The letter was taken before: a farewell that fails must not make it go twice.</summary>
    public async Task DisconnectAsync(bool quit, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit, cancellationToken);
        }
        catch (Exception fault) when (IsOfConversation(fault) || fault is OperationCanceledException)
        {
        }
    }

    public void Dispose() => client.Dispose();

    private static SecureSocketOptions Protection(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => throw new ArgumentOutOfRangeException(nameof(security)),
    };

    private static MimeMessage ToMessage(MailLetter letter)
    {
        if (!MailboxAddress.TryParse(letter.To, out var to))
        {
            throw new MailTransportException(MailProblem.AddressInvalid);
        }

        var message = new MimeMessage
        {
            Subject = letter.Subject,
            MessageId = letter.MessageId,
            Date = letter.Date.ToUniversalTime(),
            Body = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.QuotedPrintable, Text = letter.Body.ReplaceLineEndings("\r\n") },
        };
        message.From.Add(MailboxAddress.Parse(letter.From));
        message.To.Add(to);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <param name="unsupported">What it means at this step that the server lacks what was demanded.</param>
    /// <param name="step">One step of the conversation.</param>
    private static async Task TryAsync(MailProblem unsupported, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception fault) when (IsOfConversation(fault))
        {
            throw new MailTransportException(Classify(fault, unsupported));
        }
    }

    private static bool IsOfConversation(Exception fault) => fault is
        CommandException or ProtocolException or SslHandshakeException or AuthenticationException or ServiceNotConnectedException
        or ServiceNotAuthenticatedException or IOException or SocketException or TimeoutException or NotSupportedException or FormatException;

    private static MailProblem Classify(Exception fault, MailProblem unsupported) => fault switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => MailProblem.HostNotFound,
        SslHandshakeException { ServerCertificate: not null } => MailProblem.CertificateRefused,
        SocketException or SslHandshakeException or ProtocolException or IOException or ServiceNotConnectedException => MailProblem.ConnectionFailed,
        AuthenticationException or ServiceNotAuthenticatedException => MailProblem.AuthenticationRefused,
        SmtpCommandException answer => Classify(answer),
        NotSupportedException => unsupported,
        TimeoutException => MailProblem.TimedOut,
        FormatException => MailProblem.AddressInvalid,
        _ => MailProblem.Unknown,
    };

    private static MailProblem Classify(SmtpCommandException answer) => (answer.ErrorCode, (int)answer.StatusCode) switch
    {
        (_, 454 or 530 or 535 or 538) => MailProblem.AuthenticationRefused,
        (_, >= 400 and < 500) => MailProblem.TemporarilyRefused,

        // 554 refuses the whole transaction, whichever command it answers.
        (SmtpErrorCode.RecipientNotAccepted, not 554) => MailProblem.RecipientRefused,
        _ => MailProblem.MessageRefused,
    };
}
