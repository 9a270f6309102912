using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IntegrityChannel.Journeys.Channel;

/// <summary>A certificate for 127.0.0.1 that only a process which is told of it trusts.</summary>
internal static class MailCertificate
{
    /// <summary>Writes certificate and key into one file, as the mail server reads them, and the certificate alone into another, whose path is the answer.</summary>
    public static string Make(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail.journey.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        var alone = Path.Combine(folder, "mail-certificate.pem");
        File.WriteAllText(alone, certificate.ExportCertificatePem());
        File.WriteAllText(alone + ".key", certificate.ExportCertificatePem() + Environment.NewLine + key.ExportPkcs8PrivateKeyPem());
        return alone;
    }
}
