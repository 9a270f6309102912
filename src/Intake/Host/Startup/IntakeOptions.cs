using System.Net;
using IntegrityChannel.Intake.Host.Assisted;
using IntegrityChannel.Intake.Host.Budgets;

namespace IntegrityChannel.Intake.Host.Startup;

/// <summary>Everything an operator may set, by command line (<c>--data</c>) or environment (<c>INTEGRITY_DATA</c>).</summary>
internal sealed class IntakeOptions
{
    /// <summary>Folder with mailbox.db, keys.db, organisation/ and intake/.</summary>
    /// <value>Default: <c>data</c>.</value>
    public string Data { get; init; } = "data";

    /// <summary>TCP port; 0 lets the system choose (tests).</summary>
    /// <value>Default: 8080.</value>
    public int Port { get; init; } = 8080;

    /// <summary>Address to listen on.</summary>
    /// <value>Default: <c>localhost</c>, both families. Anything else belongs behind TLS, a proxy's or this process's own.</value>
    public string Bind { get; init; } = Loopback;

    /// <summary>Origins that the page is loaded from, besides those that the directory lists: separated by spaces, the one for posters first.</summary>
    /// <value>Default: <c>http://localhost:PORT</c>, or https where this process has a certificate.</value>
    public string? Origin { get; init; }

    /// <summary>Folder with the built page and its manifest.</summary>
    /// <value>Default: <c>artifacts/web/intake</c> above the program.</value>
    public string? Web { get; init; }

    /// <summary>Below this many free bytes on the disk of <see cref="Data"/> nothing is accepted (code 30).</summary>
    /// <value>Default: 256 MiB.</value>
    public long MinimumFreeBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>How visitors are told apart: <c>addresses</c>, <c>line</c> (a proxy or Tor says it at the start of each connection) or <c>unknown</c>.</summary>
    /// <value>Default: <c>addresses</c> where this process ends TLS itself or listens beyond this machine, else <c>unknown</c>.</value>
    public string? Visitors { get; init; }

    /// <summary>What visitors over their budget may take together, as a multiple of what is usual (<see cref="Budget.SparePerSecond"/>).</summary>
    /// <value>Default: 1. Measurements set more.</value>
    public double Spare { get; init; } = 1;

    /// <summary>Where the path without script is served: <c>inside</c> this process, by this process <c>alone</c>, or <c>off</c>.</summary>
    /// <value>Default: <c>inside</c>.</value>
    public FormPath Assisted { get; init; } = FormPath.Inside;

    internal const string Loopback = "localhost";

    /// <summary>This process ends TLS itself; null where a proxy does or nobody.</summary>
    internal IConfiguration? Certificate { get; private set; }

    /// <summary>The origins that this process is reached by; one at least.</summary>
    internal IReadOnlyList<string> Origins => Origin is null ? [$"{(Certificate is null ? "http" : "https")}://{Loopback}:{Port}"] : RepeatedOrigins.Split(Origin);

    /// <summary>Where the page lies.</summary>
    internal string WebFolder => Web ?? FindBuiltPage();

    /// <summary>A demonstration, by its folder or, where that was deleted, by the mark in organisation/: every page says so.</summary>
    internal bool IsDemonstration => Directory.Exists(Path.Combine(Data, "demo")) || File.Exists(Path.Combine(Data, "organisation", "demonstration"));

    internal VisitorsMode VisitorsMode => Visitors switch
    {
        "line" => VisitorsMode.Line,
        "addresses" => VisitorsMode.Addresses,
        "unknown" => VisitorsMode.Unknown,
        _ => Certificate is not null || !BindsLoopback ? VisitorsMode.Addresses : VisitorsMode.Unknown,
    };

    internal bool BindsLoopback => Bind == Loopback || (IPAddress.TryParse(Bind, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Command line before INTEGRITY_* before defaults; nothing else has a say.</summary>
    /// <exception cref="StartRefused">A setting cannot be used; all faults are named.</exception>
    internal static IntakeOptions Read(string[] args)
    {
        try
        {
            var configuration = new ConfigurationBuilder().AddEnvironmentVariables("INTEGRITY_").AddCommandLine(RepeatedOrigins.Join(args)).Build();
            var options = configuration.Get<IntakeOptions>() ?? new IntakeOptions();
            options.Certificate = OwnCertificate.IsSet(configuration) ? configuration : null;
            IReadOnlyList<string> faults = [.. options.Faults(), .. OwnCertificate.Foreign(configuration).Select(name => $"Kestrel:{name} has no say here; --bind and --port choose where to listen.")];
            return faults.Count > 0 ? throw new StartRefused(string.Join(Environment.NewLine, faults)) : options;
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException)
        {
            throw new StartRefused("An option has a value of the wrong form. Known: --data DIR --port N --bind ADDRESS --origin URL --web DIR --minimumFreeBytes N --assisted inside|alone|off --visitors addresses|line|unknown --spare N.");
        }
    }

    /// <summary>All faults at once, as sentences for the operator; empty when the options can be used.</summary>
    internal IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        Require(faults, Port is >= 0 and <= 65535, "--port must lie between 0 and 65535.");
        Require(faults, Bind == Loopback || IPAddress.TryParse(Bind, out _), "--bind must be localhost or an IP address.");
        Require(faults, Enum.IsDefined(Assisted), "--assisted must be inside, alone or off.");
        Require(faults, MinimumFreeBytes >= 0, "--minimumFreeBytes must not be negative.");
        Require(faults, Visitors is null or "addresses" or "line" or "unknown", "--visitors must be addresses, line or unknown.");
        Require(faults, Visitors != "line" || BindsLoopback, "--visitors line is for a proxy on this machine; leave out --bind.");
        Require(faults, Spare is > 0 and <= 1_000_000, "--spare must lie between 0 and 1000000.");
        Require(faults, RepeatedOrigins.Fault(Origins) is null, RepeatedOrigins.Fault(Origins) ?? "");
        Require(faults, !string.IsNullOrWhiteSpace(Data), "--data must name a folder.");
        return faults;
    }

    // From artifacts/bin/… the repository's own build of the page lies a few folders up; a package passes --web.
    private static string FindBuiltPage()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var page = Path.Combine(folder.FullName, "artifacts", "web", "intake");
            if (Directory.Exists(page))
            {
                return page;
            }
        }

        return Path.Combine("artifacts", "web", "intake");
    }

    private static void Require(List<string> faults, bool holds, string fault)
    {
        if (!holds)
        {
            faults.Add(fault);
        }
    }
}
