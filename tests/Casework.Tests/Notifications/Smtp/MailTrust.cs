using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using IntegrityChannel.Casework.Host.Notifications;

namespace IntegrityChannel.Casework.Tests.Notifications;

/// <summary>How tests make the framework's client trust a certificate of their own: it has no narrower place than the process.</summary>
internal static class MailTrust
{
    internal static ISmtpSession Open() => MailTransport.Open();

    internal static IDisposable Only(string sha256)
    {
#pragma warning disable SYSLIB0014 // The only hook of the in-box mail client; production sets nothing here.
        ServicePointManager.ServerCertificateValidationCallback = (_, shown, _, errors) =>
            errors is SslPolicyErrors.None || shown?.GetCertHashString(HashAlgorithmName.SHA256) == sha256;
        return new Undo(() => ServicePointManager.ServerCertificateValidationCallback = null);
#pragma warning restore SYSLIB0014
    }

    private sealed class Undo(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
