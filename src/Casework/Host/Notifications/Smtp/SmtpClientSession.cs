using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Text;

namespace IntegrityChannel.Casework.Host.Notifications.Smtp;

/// <summary>
/// The adapter to the framework's own client, which connects and authenticates with the first letter: here those two steps only note
/// what was asked. It always writes its own Date header (now, in UTC).
/// </summary>
internal sealed class SmtpClientSession : ISmtpSession
{
    private const string NoDomain = "localhost.invalid";
    private SmtpClient? client;

    public string LocalDomain { get; set; } = NoDomain;

    public Task ConnectAsync(string host, int port, MailSecurity security, CancellationToken cancellationToken)
    {
        client = new SmtpClient(host, port) { EnableSsl = security is MailSecurity.StartTls };
        HideMachineName(client, LocalDomain);
        return Task.CompletedTask;
    }

    public Task AuthenticateAsync(NetworkCredential credential, CancellationToken cancellationToken)
    {
        Connected.Credentials = credential;
        return Task.CompletedTask;
    }

    public async Task SendAsync(MailLetter letter, CancellationToken cancellationToken)
    {
        var connected = Connected;
        using var message = ToMessage(letter);
        try
        {
            await connected.SendMailAsync(message, cancellationToken);
        }
        catch (SmtpException fault)
        {
            throw new MailTransportException(Classify(fault, connected.EnableSsl));
        }
        catch (Exception fault) when (fault is IOException or SocketException or InvalidOperationException or FormatException or AuthenticationException)
        {
            throw new MailTransportException(ClassifyCause(fault));
        }
    }

    /// <summary>The in-box client says QUIT when it is disposed of, whatever is asked here.</summary>
    public Task DisconnectAsync(bool quit, CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        client?.Dispose();
        client = null;
    }

    private SmtpClient Connected => client ?? throw new InvalidOperationException("connect first");

    private static MailMessage ToMessage(MailLetter letter)
    {
        if (!MailAddress.TryCreate(letter.To, out var to))
        {
            throw new MailTransportException(MailProblem.AddressInvalid);
        }

        var message = new MailMessage(new MailAddress(letter.From), to)
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = letter.Body.ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        message.Headers.Add("Message-ID", $"<{letter.MessageId}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>
    /// The client greets with the machine's name and offers no setting for it (dotnet/corefx issue 33123, closed without one). The field
    /// behind it is set through the runtime's own accessor; where a runtime lacks the field, nothing is sent at all. A test reads the
    /// greeting at a real server.
    /// </summary>
    private static void HideMachineName(SmtpClient client, string domain)
    {
        try
        {
            ClientDomain(client) = domain;
        }
        catch (MissingFieldException)
        {
            client.Dispose();
            throw new MailTransportException(MailProblem.HostNameWouldShow);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_clientDomain")]
    private static extern ref string ClientDomain(SmtpClient client);

    private static MailProblem Classify(SmtpException fault, bool demandsTls) => fault switch
    {
        { InnerException: { } cause } => ClassifyCause(cause),
        SmtpFailedRecipientException { StatusCode: var status } => IsTemporary(status) ? MailProblem.TemporarilyRefused : MailProblem.RecipientRefused,

        // Without a reply of the server and without a cause: the client found no STARTTLS in the answer to EHLO.
        { StatusCode: SmtpStatusCode.GeneralFailure } => demandsTls ? MailProblem.StartTlsNotOffered : MailProblem.Unknown,
        { StatusCode: SmtpStatusCode.ClientNotPermitted or SmtpStatusCode.MustIssueStartTlsFirst or (SmtpStatusCode)535 or (SmtpStatusCode)538 } => MailProblem.AuthenticationRefused,
        { StatusCode: var status } => IsTemporary(status) ? MailProblem.TemporarilyRefused : MailProblem.MessageRefused,
    };

    private static MailProblem ClassifyCause(Exception cause) => cause switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => MailProblem.HostNotFound,
        SocketException => MailProblem.ConnectionFailed,
        AuthenticationException => MailProblem.CertificateRefused,
        IOException => MailProblem.ConnectionFailed,
        SmtpException inner => Classify(inner, demandsTls: false),
        _ => MailProblem.Unknown,
    };

    private static bool IsTemporary(SmtpStatusCode status) => (int)status is >= 400 and < 500;
}
