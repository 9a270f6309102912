using System.Net;

namespace IntegrityChannel.Casework.Host.Startup;

/// <summary>Everything an operator may set, by command line (<c>--data</c>) or environment (<c>INTEGRITY_DATA</c>).</summary>
internal sealed class CaseworkOptions
{
    internal const string Loopback = "localhost";

    /// <summary>Folder with mailbox.db, keys.db, casework.db, organisation/ and casework/.</summary>
    /// <value>Default: <c>data</c>.</value>
    public string Data { get; init; } = "data";

    /// <summary>TCP port; 0 lets the system choose (tests).</summary>
    /// <value>Default: 8081.</value>
    public int Port { get; init; } = 8081;

    /// <summary>Address to listen on.</summary>
    /// <value>Default: <c>localhost</c>, both families. Anything else belongs behind TLS, a proxy's or this process's own.</value>
    public string Bind { get; init; } = Loopback;

    /// <summary>The origins officers load the page from, and the only ones whose writes are taken: separated by spaces, the usual one first.</summary>
    /// <value>Default: <c>http://localhost:PORT</c>, or https where this process has a certificate.</value>
    public string? Origin { get; init; }

    /// <summary>Folder with the built page and its manifest.</summary>
    /// <value>Default: <c>artifacts/web/casework</c> above the program.</value>
    public string? Web { get; init; }

    /// <summary>Development only: looks for what is due every so many seconds (1 to 59) besides once a minute, for people and tests in a hurry. Null: not.</summary>
    public int? TickSeconds { get; init; }

    /// <summary>This process ends TLS itself; null where a proxy does or nobody.</summary>
    internal IConfiguration? Certificate { get; set; }

    /// <summary>The origins in force; one at least.</summary>
    internal IReadOnlyList<string> Origins => Origin is null ? [$"{(Certificate is null ? "http" : "https")}://{Loopback}:{Port}"] : RepeatedOrigins.Split(Origin);

    /// <summary>The folder of the built page in force.</summary>
    /// <exception cref="StartRefused">None was named and none is built.</exception>
    internal string WebFolder => Path.GetFullPath(Web ?? FindBuiltPage());

    internal bool BindsLoopback => Bind == Loopback || (IPAddress.TryParse(Bind, out var address) && IPAddress.IsLoopback(address));

    /// <summary>All faults at once, as sentences for the operator; empty when the options can be used.</summary>
    internal IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        Require(faults, Port is >= 0 and <= 65535, "--port must lie between 0 and 65535.");
        Require(faults, Bind == Loopback || IPAddress.TryParse(Bind, out _), "--bind must be localhost or an IP address.");
        Require(faults, RepeatedOrigins.Fault(Origins) is null, RepeatedOrigins.Fault(Origins) ?? "");
        Require(faults, !string.IsNullOrWhiteSpace(Data), "--data must name a folder.");
        Require(faults, TickSeconds is null or (>= 1 and <= 59), "--tickSeconds must lie between 1 and 59.");
        return faults;
    }

    // From the program upwards, so that it is found wherever the repository lies.
    private static string FindBuiltPage()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "artifacts", "web", "casework");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new StartRefused("The officer page is not built: run `./dev web`, or name its folder with --web.");
    }

    private static void Require(List<string> faults, bool holds, string fault)
    {
        if (!holds)
        {
            faults.Add(fault);
        }
    }
}
