using System.Net.Security;
using System.Security.Cryptography;
using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Host.Notifications.MailKit;

namespace IntegrityChannel.Casework.Tests.Notifications;

/// <summary>How tests make MailKit trust a certificate of their own: in the sessions that one test opens.</summary>
internal static class MailTrust
{
    private static readonly AsyncLocal<string?> Trusted = new();

    internal static ISmtpSession Open() => Trusted.Value is { } sha256
        ? new MailKitSession((_, shown, _, errors) => errors is SslPolicyErrors.None || shown?.GetCertHashString(HashAlgorithmName.SHA256) == sha256)
        : MailTransport.Open();

    internal static IDisposable Only(string sha256)
    {
        Trusted.Value = sha256;
        return new Undo();
    }

    private sealed class Undo : IDisposable
    {
        public void Dispose() => Trusted.Value = null;
    }
}
