namespace IntegrityChannel.Casework.Host.Startup;

/// <summary>When the process does not start at all: a wrong setting must not look like a working channel. (A clock file has its own rule, in ProcessClock.)</summary>
internal static class StartRules
{
    /// <exception cref="StartRefused">Any rule is broken; all are named.</exception>
    internal static void Check(CaseworkOptions options, IHostEnvironment environment)
    {
        var faults = new List<string>();
        var demonstration = DataFolder.IsDemonstrationAt(options.Data);
        if (environment.IsProduction() && demonstration)
        {
            faults.Add("The data folder is a demonstration (demo/ or organisation/demonstration exists), whose keys lay in the open; Production does not start on it. Use another --data folder.");
        }

        if (demonstration && !options.BindsLoopback)
        {
            faults.Add("A demonstration listens on this machine only. Leave out --bind, or use another --data folder.");
        }

        if (!environment.IsDevelopment() && options.TickSeconds is not null)
        {
            faults.Add("--tickSeconds is set: it is for Development. A case that appears within seconds of its report tells whoever watches when it came.");
        }

        foreach (var origin in options.Origins.Where(origin => environment.IsProduction() && !IsProtected(origin)))
        {
            faults.Add($"--origin {origin} is not encrypted. Production takes https, and http on this machine only. Either a reverse proxy holds a certificate and forwards to this process, or this process gets the file of one ({OwnCertificate.Variable}); docs/operations.md says how to get one (\"Certificates\").");
        }

        foreach (var origin in options.Origins.Where(origin => options.Certificate is not null && !origin.StartsWith(Uri.UriSchemeHttps + ":", StringComparison.Ordinal)))
        {
            faults.Add($"--origin {origin} begins with http, but with a certificate of its own this process answers https only.");
        }

        if (!File.Exists(Path.Combine(options.Data, "organisation", "settings.json")) && !options.BindsLoopback && Console.IsOutputRedirected)
        {
            faults.Add("There is no organisation yet, and its set-up code is shown on a local console only. Start on this machine without --bind, or at a terminal, until the organisation is set up.");
        }

        if (faults.Count > 0)
        {
            throw new StartRefused(string.Join(Environment.NewLine, faults));
        }
    }

    // Browsers treat localhost like https, and nothing leaves the machine.
    private static bool IsProtected(string origin) =>
        new Uri(origin) is var address && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback);
}
