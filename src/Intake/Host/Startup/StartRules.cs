using System.Diagnostics;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Intake.Host.Startup;

/// <summary>When the process does not start at all: a wrong setting must not look like a working channel.</summary>
internal static class StartRules
{
    /// <exception cref="StartRefused">Any rule is broken; all are named.</exception>
    internal static void Check(IntakeOptions options, IHostEnvironment environment)
    {
        var faults = new List<string>();
        if (environment.IsProduction() && options.IsDemonstration)
        {
            faults.Add("The data folder is a demonstration (demo/ or organisation/demonstration exists), whose keys lay in the open; Production does not start on it. Use another --data folder.");
        }

        if (options.IsDemonstration && !options.BindsLoopback)
        {
            faults.Add("A demonstration listens on this machine only. Leave out --bind, or use another --data folder.");
        }

        foreach (var origin in options.Origins.Where(origin => environment.IsProduction() && !IsProtected(origin)))
        {
            faults.Add($"--origin {origin} is not encrypted. Production takes https, and http on this machine or as an onion service only. Either a reverse proxy holds a certificate and forwards to this process, or this process gets the file of one ({OwnCertificate.Variable}); docs/operations.md says how to get one (\"Certificates\").");
        }

        foreach (var origin in options.Origins.Where(origin => options.Certificate is not null && !origin.StartsWith(Uri.UriSchemeHttps + ":", StringComparison.Ordinal)))
        {
            faults.Add($"--origin {origin} begins with http, but with a certificate of its own this process answers https only.");
        }

        if (faults.Count > 0)
        {
            throw new StartRefused(string.Join(Environment.NewLine, faults));
        }
    }

    // Browsers treat localhost like https, and nothing leaves the machine; an onion address is encrypted by Tor itself.
    private static bool IsProtected(string origin) =>
        new Uri(origin) is var address
        && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback || address.IdnHost.EndsWith(".onion", StringComparison.OrdinalIgnoreCase));

    /// <exception cref="StartRefused">A clock file is set where it must not be, or cannot be read.</exception>
    internal static TimeProvider ChooseClock(IHostEnvironment environment) =>
        ProcessClock.Choose(Environment.GetEnvironmentVariable(ProcessClock.Variable), environment.EnvironmentName) switch
        {
            ClockChoice.Chosen chosen => chosen.Clock,
            ClockChoice.Refused refused => throw new StartRefused(refused.Message),
            _ => throw new UnreachableException(),
        };
}
