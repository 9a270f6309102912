using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IntegrityChannel.Casework.Host.Startup;

namespace IntegrityChannel.Casework.Host.Access;

/// <summary>
/// The certificate that encrypts Data Protection's key ring at rest. Naming a folder alone turns the framework's encryption off, so
/// the host makes a certificate of its own at the first start and keeps it beside the ring, readable by its account only.
/// It is in no chain of trust and is never shown to anybody.
/// </summary>
internal static class RingCertificate
{
    private const int KeyBits = 3072;
    private const int Years = 20;

    internal static X509Certificate2 LoadOrCreate(string file, TimeProvider clock)
    {
        if (!File.Exists(file))
        {
            Create(file, clock);
        }

        return X509CertificateLoader.LoadPkcs12FromFile(file, password: null);
    }

    private static void Create(string file, TimeProvider clock)
    {
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest("CN=casework key ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = clock.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
        var bytes = certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password: null);
        OwnerFile.Write(file, bytes);
        CryptographicOperations.ZeroMemory(bytes);
    }
}
