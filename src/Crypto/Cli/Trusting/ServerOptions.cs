using System.CommandLine;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Cli.Trusting;

/// <summary>--server, --fingerprint and --json: what every client command takes.</summary>
internal sealed class ServerOptions
{
    private readonly Option<string> server = new("--server") { Description = "Address of the host: https, or http on this machine.", Required = true, Recursive = true };
    private readonly Option<string> fingerprint = new("--fingerprint") { Description = "Fingerprint on the poster. Everything the server says is verified under it.", Required = true, Recursive = true };
    private readonly Option<bool> json = new("--json") { Description = "Answer in JSON, one value on a line.", Recursive = true };

    internal void AddTo(Command command)
    {
        command.Add(server);
        command.Add(fingerprint);
        command.Add(json);
    }

    /// <exception cref="CommandStopped">Usage.</exception>
    internal ServerAddress Server(ParseResult parsed) =>
        ServerAddress.TryParse(parsed.GetValue(server)!, out var address) ? address : throw CommandStopped.Usage(ServerAddress.Shape);

    /// <exception cref="CommandStopped">Usage.</exception>
    internal DirectoryTrust Trust(ParseResult parsed) => TrustIn(parsed.GetValue(fingerprint)!);

    internal Printout Printout(ParseResult parsed) => Terminal.Printout.Standard(parsed.GetValue(json));

    internal static DirectoryTrust TrustIn(string typed, TimeProvider? clock = null) =>
        Fingerprint.TryParse(typed, out var found) ? new DirectoryTrust(found, clock ?? DeviceClock()) : throw CommandStopped.Usage(Fingerprint.Shape);

    /// <summary>The clock of this process; in Development it may follow a file, as the hosts do.</summary>
    internal static TimeProvider DeviceClock()
    {
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? "Production";
        return ProcessClock.Choose(Environment.GetEnvironmentVariable(ProcessClock.Variable), environment) switch
        {
            ClockChoice.Chosen chosen => chosen.Clock,
            ClockChoice.Refused refused => throw CommandStopped.Usage(refused.Message),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
