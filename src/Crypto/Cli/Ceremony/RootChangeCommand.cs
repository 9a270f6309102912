using System.CommandLine;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>
/// <c>integrity ceremony root-change</c>, on a machine without network: makes another root, has the root in force and the new one sign the change, and the
/// first directory under the new one with it. Recovery, officers and codes stay. Exit code 0, 2 (usage), 3 (refused) or 4 (something does not verify).
/// </summary>
internal static class RootChangeCommand
{
    internal static Command Create()
    {
        var root = new Option<FileInfo>("--root") { Description = "The file of the root in force, from the safe.", Required = true };
        var passphrase = new Option<FileInfo?>("--passphrase-file") { Description = "File with the passphrase of the root in force; without it the passphrase is asked for." };
        var request = new Option<FileInfo>("--request") { Description = "The request that the page of casework made.", Required = true };
        var previous = new Option<FileInfo>("--previous") { Description = "The directory signed last time.", Required = true };
        var target = new Option<DirectoryInfo>("--out") { Description = "New or empty folder for the new root and the step to it.", Required = true };
        var memory = CeremonyCommand.MemoryOption();
        var file = new Option<bool>("--passphrase-to-file") { Description = "Write the new passphrase to passphrase.txt in the folder, to be printed, instead of to the screen." };
        var day = new Option<string?>("--day") { Description = "Day of the change (2026-03-02); by default the day of the request." };
        var rehearse = RehearsalOption.Create();
        var yes = new Option<bool>("--yes") { Description = "Do not ask. For tests: the question is the ceremony." };
        var command = new Command("root-change", "Put another root in the place of the one in force, signed by both, on a machine without network.") { root, passphrase, request, previous, target, memory, file, day, rehearse, yes };
        command.SetAction(result => Run(
            new DirectoryCeremonyCommand.Plan(
                result.GetValue(root)!.FullName, result.GetValue(passphrase)?.FullName, result.GetValue(request)!.FullName, result.GetValue(previous)!.FullName,
                result.GetValue(target)!.FullName, result.GetValue(day), result.GetValue(yes)) { Rehearse = result.GetValue(rehearse) },
            new NewRootPlan(result.GetValue(memory), result.GetValue(file)),
            result.InvocationConfiguration,
            Console.In));
        return command;
    }

    internal static int Run(DirectoryCeremonyCommand.Plan plan, NewRootPlan wanted, InvocationConfiguration console, TextReader input)
    {
        if (plan.Day is not null && CeremonyCommand.FindDay(plan.Day, "UTC", out var shape) is null)
        {
            return CeremonyCommand.Refuse(console, ExitCode.Usage, shape);
        }

        if (CeremonyCommand.ParametersOf(wanted.MemoryMib) is not { } parameters)
        {
            return CeremonyCommand.Refuse(console, ExitCode.Usage, CeremonyCommand.MemoryShape);
        }

        if (DirectoryCeremonyCommand.ReadRequest(plan.Request, out var problem) is not { } request)
        {
            return CeremonyCommand.Refuse(console, ExitCode.NotVerified, problem);
        }

        using var ceremony = DirectoryCeremony.TryOpen(plan, request, input, console.Output, out var refusal);
        if (ceremony is null)
        {
            return CeremonyCommand.Refuse(console, refusal.Code, refusal.Problem);
        }

        using var made = NewRoot.TryMake(plan.Target, wanted.PassphraseToFile, parameters, plan.Rehearse, console.Output, input, out problem);
        if (made is null)
        {
            return CeremonyCommand.Refuse(console, ExitCode.Refused, problem);
        }

        ceremony.ShowUnder(made.Root.PublicKey, console.Output);
        if (!plan.Yes && !IsConfirmed(console, input))
        {
            return CeremonyCommand.Refuse(console, ExitCode.Refused, "Nothing was signed, and no root was made.");
        }

        made.Write("root-change.txt", CarriedFile.Write(plan.Rehearse ? CarriedFile.Rehearsal : CarriedFile.RootChange, ceremony.SignStep(made.Root, plan.Rehearse)));
        console.Output.WriteLine(plan.Rehearse
            ? $"REHEARSAL: another root was made, signed, and wiped. Only {plan.Target}/root-change.txt is left; no server takes it, and the root in force stays."
            : Texts.Read("root-changed.txt")
                .Replace("{{folder}}", plan.Target, StringComparison.Ordinal)
                .Replace("{{fingerprint}}", RootFingerprint.Of(made.Root.PublicKey.Span), StringComparison.Ordinal)
                .Replace("{{passphrase}}", wanted.PassphraseToFile ? "passphrase.txt: print it, carry it apart from the root files, delete the file" : "the passphrase you noted, kept apart from the root files", StringComparison.Ordinal));
        return ExitCode.Done;
    }

    private static bool IsConfirmed(InvocationConfiguration console, TextReader input)
    {
        console.Output.Write("From this directory on the NEW root signs, and the old one no more. Do the holders of both roots agree? Type yes to sign: ");
        return string.Equals(input.ReadLine()?.Trim(), "yes", StringComparison.Ordinal);
    }
}

/// <summary>How the new root is kept.</summary>
internal sealed record NewRootPlan(uint MemoryMib, bool PassphraseToFile);
