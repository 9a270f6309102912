using System.ComponentModel;
using System.Net;
using System.Net.Mail;
using System.Text;

namespace IntegrityChannel.Casework.Host.Notifications;

/// <summary>
/// How mail leaves: section <c>Mail</c> of the host's configuration (environment <c>INTEGRITY_Mail__Host</c> and so on). Wrong settings
/// do not stop the host: cases and dates must go on. They show at /health and on the administrator's page.
/// </summary>
internal sealed class MailOptions
{
    internal const string Section = "Mail";

    /// <summary><c>pickup</c> writes files into the data folder's mail/; <c>smtp</c> sends.</summary>
    /// <value>Default: <c>pickup</c>.</value>
    public string Transport { get; init; } = "pickup";

    public string? Host { get; init; }

    /// <value>Default: 587, submission.</value>
    public int Port { get; init; } = 587;

    /// <summary><c>none</c>, <c>starttls</c>, or <c>tls</c> from the first byte (needs the MailKit adapter; usually port 465).</summary>
    /// <value>Default: <c>starttls</c>.</value>
    public string Security { get; init; } = "starttls";

    public string? User { get; init; }

    /// <summary>Better given as a file.</summary>
    [PasswordPropertyText(true)]
    public string? Password { get; init; }

    /// <summary>File whose first line is the password; read at each sending, so that it can be replaced.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Sender of every mail.</summary>
    /// <value>Default with pickup: a reserved name that no mail reaches. Mandatory with smtp.</value>
    public string? From { get; init; }

    /// <summary>What the client calls itself in EHLO and behind the @ of a Message-ID.</summary>
    /// <value>Default: the domain of <see cref="From"/>. The machine's own name is never used.</value>
    public string? Domain { get; init; }

    /// <summary>The sign-in page, as officers type it. No identifier is ever added to it.</summary>
    /// <value>Default: none; the mail then names no address.</value>
    public string? SignIn { get; init; }

    /// <summary>Turns the settings into what delivery needs, or names the first thing wrong with them.</summary>
    /// <param name="folder">Where <c>pickup</c> writes.</param>
    internal MailSetup Check(string folder)
    {
        var sender = From ?? (Transport == "pickup" ? "no-reply@channel.invalid" : null);
        if (sender is null || !MailAddress.TryCreate(sender, out var from) || from.Address != sender)
        {
            return new MailSetup.Wrong(MailProblem.SenderInvalid);
        }

        var domain = Domain ?? from.Host;
        if (Uri.CheckHostName(domain) is not UriHostNameType.Dns || !Ascii.IsValid(domain))
        {
            return new MailSetup.Wrong(MailProblem.DomainInvalid);
        }

        return Transport switch
        {
            "pickup" => new MailSetup.Pickup(folder, sender, domain),
            "smtp" => CheckSmtp(sender, domain),
            _ => new MailSetup.Wrong(MailProblem.UnknownTransport),
        };
    }

    private MailSetup CheckSmtp(string sender, string domain)
    {
        MailSecurity? security = Security switch
        {
            "none" => MailSecurity.None,
            "starttls" => MailSecurity.StartTls,
            "tls" => MailSecurity.Tls,
            _ => null,
        };
        var password = ReadPassword();
        var problem =
            string.IsNullOrWhiteSpace(Host) || Uri.CheckHostName(Host) is UriHostNameType.Unknown ? MailProblem.HostMissing
            : Port is < 1 or > 65535 ? MailProblem.PortInvalid
            : security is null ? MailProblem.UnknownSecurity
            : security is MailSecurity.Tls && !MailTransport.ServesTls ? MailProblem.TlsNeedsMailKit
            : User is not null && password is null ? MailProblem.PasswordMissing
            : User is not null && security is MailSecurity.None && !IsThisMachine(Host) ? MailProblem.PasswordNeedsStartTls
            : MailProblem.None;
        return problem is MailProblem.None
            ? new MailSetup.Smtp(Host!, Port, security!.Value, User is null ? null : new NetworkCredential(User, password), sender, domain)
            : new MailSetup.Wrong(problem);
    }

    private string? ReadPassword()
    {
        if (PasswordFile is null)
        {
            return Password;
        }

        try
        {
            return File.ReadLines(PasswordFile).FirstOrDefault();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsThisMachine(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

/// <summary>How the connection to a mail server is protected.</summary>
internal enum MailSecurity
{
    None,

    /// <summary>Demanded, not tried: a server that does not offer it gets nothing.</summary>
    StartTls,

    /// <summary>From the first byte.</summary>
    Tls,
}

/// <summary>Settings that were checked.</summary>
internal abstract record MailSetup
{
    private MailSetup()
    {
    }

    /// <summary>Files in a folder.</summary>
    internal sealed record Pickup(string Folder, string From, string Domain) : MailSetup;

    /// <summary>A mail server.</summary>
    internal sealed record Smtp(string Host, int Port, MailSecurity Security, NetworkCredential? Credential, string From, string Domain) : MailSetup;

    /// <summary>Nothing can be sent until the settings change.</summary>
    internal sealed record Wrong(MailProblem Problem) : MailSetup;
}
