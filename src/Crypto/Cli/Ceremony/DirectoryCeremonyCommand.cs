using System.CommandLine;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>
/// <c>integrity ceremony directory</c>, on a machine without network: shows whom a request would list and under which keys, asks, and signs. Exit code 0,
/// 2 (usage), 3 (refused: by the people, or a passphrase that does not open the root) or 4 (something does not verify or does not fit).
/// </summary>
internal static class DirectoryCeremonyCommand
{
    internal static Command Create()
    {
        var root = new Option<FileInfo>("--root") { Description = "The root file, from the safe.", Required = true };
        var passphrase = new Option<FileInfo?>("--passphrase-file") { Description = "File with the passphrase of the root; without it the passphrase is asked for." };
        var request = new Option<FileInfo>("--request") { Description = "The request that the page of casework made.", Required = true };
        var previous = new Option<FileInfo?>("--previous") { Description = "The directory or the root change signed last time; needed for every one but the first." };
        var target = new Option<FileInfo>("--out") { Description = "Where the signed directory goes.", Required = true };
        var day = new Option<string?>("--day") { Description = "Day of issue (2026-03-02); by default the day of the request." };
        var rehearse = RehearsalOption.Create();
        var yes = new Option<bool>("--yes") { Description = "Do not ask. For tests: the question is the ceremony." };
        var command = new Command("directory", "Sign the list of officers, keys and addresses, on a machine without network.") { root, passphrase, request, previous, target, day, rehearse, yes };
        command.SetAction(result => Run(
            new Plan(
                result.GetValue(root)!.FullName, result.GetValue(passphrase)?.FullName, result.GetValue(request)!.FullName, result.GetValue(previous)?.FullName,
                result.GetValue(target)!.FullName, result.GetValue(day), result.GetValue(yes)) { Rehearse = result.GetValue(rehearse) },
            result.InvocationConfiguration,
            Console.In));
        return command;
    }

    internal static int Run(Plan plan, InvocationConfiguration console, TextReader input)
    {
        if (plan.Day is not null && CeremonyCommand.FindDay(plan.Day, "UTC", out var shape) is null)
        {
            return CeremonyCommand.Refuse(console, ExitCode.Usage, shape);
        }

        if (File.Exists(plan.Target))
        {
            return CeremonyCommand.Refuse(console, ExitCode.Refused, $"{plan.Target} exists. A ceremony never overwrites anything; choose another --out.");
        }

        if (ReadRequest(plan.Request, out var problem) is not { } request)
        {
            return CeremonyCommand.Refuse(console, ExitCode.NotVerified, problem);
        }

        using var ceremony = DirectoryCeremony.TryOpen(plan, request, input, console.Output, out var refusal);
        if (ceremony is null)
        {
            return CeremonyCommand.Refuse(console, refusal.Code, refusal.Problem);
        }

        ceremony.Show(console.Output);
        if (!plan.Yes && !IsConfirmed(console, input))
        {
            return CeremonyCommand.Refuse(console, ExitCode.Refused, "Nothing was signed.");
        }

        OrganisationFolder.Replace(plan.Target, CarriedFile.Write(plan.Rehearse ? CarriedFile.Rehearsal : CarriedFile.Directory, ceremony.Sign(plan.Rehearse)));
        console.Output.WriteLine(plan.Rehearse
            ? $"REHEARSAL: no server takes {plan.Target}, and the list of keys in force stays as it is."
            : $"Signed: {plan.Target}. Upload it on the page of casework, and keep a copy with the root file: the next ceremony needs it as --previous.");
        return ExitCode.Done;
    }

    /// <summary>A request as casework made it; null with a sentence that says what it is not.</summary>
    internal static DirectoryRequest? ReadRequest(string file, out string problem)
    {
        var wanted = CarriedFile.Read(file, CarriedFile.Request, DirectoryRequest.MaximumSize);
        problem = $"{file} is not a request as casework made it{(wanted is null ? "" : " any more; it was changed or damaged on its way")}.";
        return wanted is not null && DirectoryRequest.TryVerify(wanted, out var request, out _) ? request : null;
    }

    private static bool IsConfirmed(InvocationConfiguration console, TextReader input)
    {
        console.Output.Write("Did every new officer read these characters to you, in person or by telephone? Type yes to sign: ");
        return string.Equals(input.ReadLine()?.Trim(), "yes", StringComparison.Ordinal);
    }

    /// <summary>What the command line asked for.</summary>
    internal sealed record Plan(string Root, string? PassphraseFile, string Request, string? Previous, string Target, string? Day, bool Yes)
    {
        /// <summary>An exercise.</summary>
        internal bool Rehearse { get; init; }
    }

    /// <summary>Why nothing was signed.</summary>
    internal readonly record struct Refusal(int Code, string Problem);
}
