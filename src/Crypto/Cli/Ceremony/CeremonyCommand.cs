using System.CommandLine;
using System.Globalization;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>The ceremonies, and <c>integrity ceremony demo</c>: makes a demonstration organisation in an empty data folder. Exit code 0, 2 (usage) or 3 (refused).</summary>
internal static class CeremonyCommand
{
    private static readonly string[] DefaultOrigins = ["http://localhost:8080", "http://localhost:8081"];

    internal const string OriginShape = "An origin is scheme, host and port, such as http://localhost:8080.";

    internal static Command Create() => new("ceremony", "Make the keys of an organisation.") 
    {
        RootCeremonyCommand.Create(), DirectoryCeremonyCommand.Create(), RootChangeCommand.Create(), LostRootCommand.Create(), RecoverCommand.Create(), CreateDemo(), OriginsCommand.Create(),
    };

    internal const string MemoryShape = "Argon2id takes 64 to 1024 MiB here.";

    internal static Option<uint> MemoryOption() =>
        new("--memory-mib") { Description = "Argon2id memory in MiB (64 to 1024).", DefaultValueFactory = _ => Argon2id.Default.MemoryKib / 1024 };

    /// <summary>Null outside 64 to 1024 MiB.</summary>
    internal static Argon2id? ParametersOf(uint memoryMib) => memoryMib > 1024 ? null : Argon2id.TryCreate(memoryMib * 1024, Argon2id.Default.Iterations);

    private static Command CreateDemo()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "Data folder; must not hold an organisation yet.", Required = true };
        var origins = new Option<string[]>("--origin") { Description = "Address of intake, then of casework, exactly as people type it." };
        var day = new Option<string?>("--day") { Description = "Civil day of the ceremony (2026-03-02); by default today by the clock of the process." };
        var memory = MemoryOption();
        var command = new Command("demo", "Make a demonstration organisation: root, recovery shares, three officers, an administrator.") { data, origins, day, memory };
        command.SetAction(result => Run(
            result.GetValue(data)!, result.GetValue(origins) is { Length: > 0 } given ? given : DefaultOrigins, result.GetValue(day), result.GetValue(memory), result.InvocationConfiguration));
        return command;
    }

    private static int Run(DirectoryInfo data, string[] origins, string? day, uint memoryMib, InvocationConfiguration console)
    {
        if (!Array.TrueForAll(origins, IsOrigin))
        {
            return Refuse(console, ExitCode.Usage, OriginShape);
        }

        if (ParametersOf(memoryMib) is not { } parameters)
        {
            return Refuse(console, ExitCode.Usage, MemoryShape);
        }

        var plan = DemoPlan.Read();
        if (FindDay(day, plan.Zone, out var problem) is not { } civilDay)
        {
            return Refuse(console, ExitCode.Usage, problem);
        }

        if (OrganisationFolder.TryCreate(data.FullName) is not { } folder)
        {
            return Refuse(console, ExitCode.Refused, $"{data.FullName} already holds an organisation. A ceremony never replaces one; choose another --data folder.");
        }

        var fingerprint = new DemoCeremony(folder, plan, SystemEntropy.Instance).Run(civilDay, origins, parameters);
        console.Output.WriteLine($"Demonstration organisation made in {data.FullName}. Fingerprint: {fingerprint}");
        return ExitCode.Done;
    }

    /// <summary>The day that was given, else today in the zone; null with the problem in words.</summary>
    internal static CivilDay? FindDay(string? given, string zone, out string problem)
    {
        problem = "A day is written as 2026-03-02.";
        if (given is not null)
        {
            return DateOnly.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year >= 1970 ? CivilDay.From(date) : null;
        }

        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? "Production";
        switch (ProcessClock.Choose(Environment.GetEnvironmentVariable(ProcessClock.Variable), environment))
        {
            case ClockChoice.Chosen chosen:
                return CivilDay.At(chosen.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone));
            case ClockChoice.Refused refused:
                problem = refused.Message;
                return null;
            default:
                return null;
        }
    }

    internal static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") && uri.GetLeftPart(UriPartial.Authority) == text;

    internal static int Refuse(InvocationConfiguration console, int code, string problem)
    {
        console.Error.WriteLine(problem);
        return code;
    }
}
