using System.CommandLine;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>
/// <c>integrity ceremony origins</c>: gives a demonstration other addresses, by a new directory that its root signs. Exit code 0, 2 (usage) or 3 (refused).
/// </summary>
internal static class OriginsCommand
{
    internal static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "Data folder of a demonstration.", Required = true };
        var origins = new Option<string[]>("--origin") { Description = "Address of intake, then of casework, exactly as people type it.", Required = true };
        var day = new Option<string?>("--day") { Description = "Civil day of the new directory (2026-03-02); by default today by the clock of the process." };
        var command = new Command("origins", "Let a demonstration be reached at other addresses; does nothing where they are right.") { data, origins, day };
        command.SetAction(result => Run(result.GetValue(data)!, result.GetValue(origins)!, result.GetValue(day), result.InvocationConfiguration));
        return command;
    }

    private static int Run(DirectoryInfo data, string[] origins, string? day, InvocationConfiguration console)
    {
        if (!Array.TrueForAll(origins, CeremonyCommand.IsOrigin))
        {
            return CeremonyCommand.Refuse(console, ExitCode.Usage, CeremonyCommand.OriginShape);
        }

        if (OriginsCeremony.TryOpen(data.FullName) is not { } ceremony)
        {
            return CeremonyCommand.Refuse(
                console, ExitCode.Refused, $"{data.FullName} is not a demonstration with its directory in order. A real organisation signs a new directory with its own root.");
        }

        if (ceremony.HasOrigins(origins))
        {
            return ExitCode.Done;
        }

        if (CeremonyCommand.FindDay(day, ceremony.Zone, out var problem) is not { } civilDay)
        {
            return CeremonyCommand.Refuse(console, ExitCode.Usage, problem);
        }

        if (ceremony.Run(civilDay, origins) is { } refusal)
        {
            return CeremonyCommand.Refuse(console, ExitCode.Refused, refusal);
        }

        console.Output.WriteLine($"The demonstration is now reached at {string.Join(" and ", origins)}; its keys and its fingerprint are those it had.");
        return ExitCode.Done;
    }
}
