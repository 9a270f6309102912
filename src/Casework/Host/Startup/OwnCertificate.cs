using System.Security.Authentication;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace IntegrityChannel.Casework.Host.Startup;

/// <summary>
/// A process that ends TLS itself, without a proxy in front: ASP.NET Core's own settings <c>Kestrel:Certificates:Default</c> name a PFX file, or a PEM file
/// and its key. Whatever else Kestrel could be told is refused: an endpoint set there would pass by <c>--bind</c> and the rules of a start.
/// </summary>
internal static class OwnCertificate
{
    /// <summary>As an environment variable, which is how people are told to set it.</summary>
    internal const string Variable = "INTEGRITY_Kestrel__Certificates__Default__Path";

    private const string Section = "Kestrel";
    private const string Certificate = "Certificates:Default";

    internal static bool IsSet(IConfiguration configuration) => configuration[$"{Section}:{Certificate}:Path"] is not null;

    /// <summary>Names of settings below Kestrel that have no say here.</summary>
    internal static IReadOnlyList<string> Foreign(IConfiguration configuration) =>
    [
        .. configuration.GetSection(Section).AsEnumerable(makePathsRelative: true)
            .Where(setting => setting.Value is not null && !setting.Key.StartsWith(Certificate + ":", StringComparison.OrdinalIgnoreCase))
            .Select(setting => setting.Key).Order(StringComparer.Ordinal),
    ];

    /// <summary>Loads the certificate, before anything listens.</summary>
    /// <exception cref="StartRefused">It cannot be read.</exception>
    internal static void Load(KestrelServerOptions kestrel, IConfiguration configuration)
    {
        try
        {
            kestrel.ConfigureHttpsDefaults(https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
            kestrel.Configure(configuration.GetSection(Section)).Load();
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
        {
            throw new StartRefused($"The certificate {configuration[$"{Section}:{Certificate}:Path"]} cannot be used: {fault.Message} docs/operations.md (\"Certificates\") says which files are taken.");
        }
    }
}
