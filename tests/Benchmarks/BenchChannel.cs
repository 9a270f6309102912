using System.Net;
using System.Net.Sockets;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Testing;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Benchmarks;

/// <summary>A sample organisation in a data folder of its own, and both real processes on it, over real HTTP.</summary>
internal sealed class BenchChannel : IAsyncDisposable
{
    private readonly string programs;
    private readonly string web;
    private readonly string root = Directory.CreateTempSubdirectory("integrity-bench-").FullName;
    private HostProcess? casework;
    private HostProcess? intake;

    private BenchChannel(string programs, string web)
    {
        this.programs = programs;
        this.web = web;
        IntakePort = FreePort();
        CaseworkPort = FreePort();
        Today = CivilDay.At(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels"));
        Organisation = new SampleOrganisation("bench", issued: Today.Value, origins: [$"http://localhost:{IntakePort}", $"http://localhost:{CaseworkPort}"]);
    }

    internal SampleOrganisation Organisation { get; }

    internal CivilDay Today { get; }

    internal string Data => Path.Combine(root, "data");

    internal int IntakePort { get; }

    internal int CaseworkPort { get; }

    internal HostProcess Casework => casework ?? throw new InvalidOperationException("not started");

    internal HostProcess Intake => intake ?? throw new InvalidOperationException("not started");

    internal static BenchChannel Create(string programs, string web)
    {
        var channel = new BenchChannel(programs, web);
        channel.Write("intake/channel.key", SampleKeys.SeedOf(channel.Organisation.IntakeKey));
        channel.Write("casework/channel.key", SampleKeys.SeedOf(channel.Organisation.CaseworkKey));
        channel.Write("organisation/settings.json", """{"name":{"nl":"Meting","en":"Bench"},"languages":["nl","en"],"zone":"Europe/Brussels","mailRule":"discreet","attachmentMib":1024}"""u8.ToArray());
        channel.Write("organisation/directory.sicd", channel.Organisation.Directory.Bytes.ToArray());
        foreach (var officer in channel.Organisation.Officers)
        {
            channel.Write($"organisation/{officer.Role}.sick", channel.Organisation.Certificate(officer));
            channel.Write($"organisation/{officer.Role}.sicf", channel.Organisation.Freshness(officer, channel.Today.Value));
        }

        return channel;
    }

    /// <summary>Casework first, as ./dev run does: it publishes the directory.</summary>
    /// <param name="intakeOptions">Further options of intake. Without any its budgets are out of the way: what is measured comes from one source, faster than anybody's.</param>
    internal async Task StartAsync(params string[] intakeOptions)
    {
        casework = await HostProcess.StartAsync(Program("Casework.Host"), Data, Path.Combine(web, "casework"), CaseworkPort);
        intake = await HostProcess.StartAsync(Program("Intake.Host"), Data, Path.Combine(web, "intake"), IntakePort, intakeOptions.Length > 0 ? intakeOptions : ["--spare", "100000"]);
    }

    public async ValueTask DisposeAsync()
    {
        if (intake is not null)
        {
            await intake.DisposeAsync();
        }

        if (casework is not null)
        {
            await casework.DisposeAsync();
        }

        Organisation.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private string Program(string name) => Path.Combine(programs, name, "release", $"IntegrityChannel.{name}");

    private void Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Data, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
