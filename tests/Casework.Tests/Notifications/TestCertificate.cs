using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IntegrityChannel.Casework.Tests.Notifications;

/// <summary>A self-signed certificate for 127.0.0.1 in files, which only <see cref="Trust"/> makes good.</summary>
internal sealed class TestCertificate : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mail-certificate").FullName;
    private readonly X509Certificate2 certificate;

    internal TestCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        File.WriteAllText(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    internal string[] ServerArguments(string user, string password) =>
    [
        "--certificate", Path.Combine(folder, "certificate.pem"), "--key", Path.Combine(folder, "key.pem"), "--user", user, "--password", password,
    ];

    /// <summary>Trusts exactly this certificate in the test that asks, until disposed of; each mail client has a place of its own for it.</summary>
    internal IDisposable Trust() => MailTrust.Only(certificate.GetCertHashString(HashAlgorithmName.SHA256));

    public void Dispose()
    {
        certificate.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
