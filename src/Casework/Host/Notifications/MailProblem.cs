using System.Globalization;

namespace IntegrityChannel.Casework.Host.Notifications;

/// <summary>
/// Why mail does not go: a closed list, since what a mail server or a library says may hold addresses. docs/errors.md explains each to
/// people. 60 to 69 are wrong settings, 70 to 89 what happened while sending.
/// </summary>
internal enum MailProblem : ushort
{
    None = 0,

    /// <summary>Neither <c>pickup</c> nor <c>smtp</c>.</summary>
    UnknownTransport = 60,
    HostMissing = 61,
    PortInvalid = 62,

    /// <summary>Neither <c>none</c>, <c>starttls</c> nor <c>tls</c>.</summary>
    UnknownSecurity = 63,

    /// <summary>TLS from the first byte is not in the in-box client, which would hang; it comes with the MailKit adapter.</summary>
    TlsNeedsMailKit = 64,

    /// <summary>A user without a password, or a password file that cannot be read.</summary>
    PasswordMissing = 65,

    /// <summary>A password would cross a network in clear.</summary>
    PasswordNeedsStartTls = 66,
    SenderInvalid = 67,
    DomainInvalid = 68,

    /// <summary>The folder for mails cannot be written.</summary>
    FolderUnwritable = 69,

    HostNotFound = 70,
    ConnectionFailed = 71,
    StartTlsNotOffered = 72,
    CertificateRefused = 73,
    AuthenticationRefused = 74,
    RecipientRefused = 75,
    MessageRefused = 76,
    TemporarilyRefused = 77,
    TimedOut = 78,

    /// <summary>After repeated failures the server is left alone for a while.</summary>
    BreakerOpen = 79,

    /// <summary>This runtime's client cannot be kept from telling the machine's name; nothing was sent.</summary>
    HostNameWouldShow = 80,

    /// <summary>An officer's address is not one.</summary>
    AddressInvalid = 81,

    /// <summary>The officer's language has no texts, nor has the organisation's first one.</summary>
    TextMissing = 82,
    Unknown = 89,
}

internal static class MailProblems
{
    /// <summary><c>E-71</c>; null where there is no problem.</summary>
    internal static string? Code(this MailProblem problem) =>
        problem is MailProblem.None ? null : string.Create(CultureInfo.InvariantCulture, $"E-{(ushort)problem}");

    /// <summary>True where the server, and not this letter, is at fault: other letters would fare the same.</summary>
    internal static bool ConcernsServer(this MailProblem problem) => problem is
        MailProblem.HostNotFound or MailProblem.ConnectionFailed or MailProblem.StartTlsNotOffered or MailProblem.CertificateRefused
        or MailProblem.AuthenticationRefused or MailProblem.TemporarilyRefused or MailProblem.TimedOut or MailProblem.Unknown;

    /// <summary>True where the same letter may pass a moment later.</summary>
    internal static bool MayPass(this MailProblem problem) => problem is
        MailProblem.ConnectionFailed or MailProblem.TemporarilyRefused or MailProblem.TimedOut;
}
