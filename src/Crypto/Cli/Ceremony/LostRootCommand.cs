using System.CommandLine;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>
/// <c>integrity ceremony root-lost propose|finish</c>, on a machine without network: another root where the one in force is gone. Between the two, every officer
/// signs (<c>integrity officer sign-root</c>). Exit code 0, 2 (usage), 3 (refused) or 4 (something does not verify, or somebody did not sign).
/// </summary>
internal static class LostRootCommand
{
    internal static Command Create() => new("root-lost", "Put another root in the place of one that is lost, signed by every officer.") { CreatePropose(), CreateFinish() };

    private static Command CreatePropose()
    {
        var shared = new Shared();
        var target = new Option<DirectoryInfo>("--out") { Description = "New or empty folder for the new root and the proposal.", Required = true };
        var memory = CeremonyCommand.MemoryOption();
        var file = new Option<bool>("--passphrase-to-file") { Description = "Write the new passphrase to passphrase.txt in the folder, to be printed, instead of to the screen." };
        var command = new Command("propose", "Make the new root and what every officer is to sign, on a machine without network.") { target, memory, file };
        shared.AddTo(command);
        command.SetAction(result => Guarded(result.InvocationConfiguration, console =>
            Propose(shared.Read(result), result.GetValue(target)!.FullName, new NewRootPlan(result.GetValue(memory), result.GetValue(file)), console, Console.In)));
        return command;
    }

    private static Command CreateFinish()
    {
        var shared = new Shared();
        var root = new Option<FileInfo>("--root") { Description = "The file of the new root.", Required = true };
        var passphrase = new Option<FileInfo?>("--passphrase-file") { Description = "File with the passphrase of the new root; without it the passphrase is asked for." };
        var proposal = new Option<FileInfo>("--proposal") { Description = "What the officers signed.", Required = true };
        var signatures = new Option<FileInfo[]>("--signatures") { Description = "The signature of every officer, one file each.", Required = true, AllowMultipleArgumentsPerToken = true };
        var target = new Option<FileInfo>("--out") { Description = "Where the step to the new root goes.", Required = true };
        var command = new Command("finish", "Join the officers' signatures and sign the next directory with the new root, on a machine without network.") { root, passphrase, proposal, signatures, target };
        shared.AddTo(command);
        command.SetAction(result => Guarded(result.InvocationConfiguration, console => Finish(
            shared.Read(result),
            new FinishPlan(
                result.GetValue(root)!.FullName, result.GetValue(passphrase)?.FullName, result.GetValue(proposal)!.FullName,
                [.. result.GetValue(signatures)!.Select(found => found.FullName)], result.GetValue(target)!.FullName),
            console,
            Console.In)));
        return command;
    }

    internal static int Propose(SharedPlan plan, string target, NewRootPlan wanted, InvocationConfiguration console, TextReader input)
    {
        var parameters = CeremonyCommand.ParametersOf(wanted.MemoryMib) ?? throw CommandStopped.Usage(CeremonyCommand.MemoryShape);
        var lost = LostRoot.Open(plan.Request, plan.Previous, plan.Day);
        using var made = NewRoot.TryMake(target, wanted.PassphraseToFile, parameters, plan.Rehearse, console.Output, input, out var problem) ?? throw CommandStopped.Refused(problem);
        lost.Show(made.Root.PublicKey, console.Output);
        if (!plan.Yes && !IsConfirmed("Is the root in force gone for good, and do all these officers know of it? Type yes to propose: ", console, input))
        {
            throw CommandStopped.Refused("Nothing was proposed, and no root was made.");
        }

        made.Write("proposal.txt", CarriedFile.Write(plan.Rehearse ? CarriedFile.Rehearsal : CarriedFile.RootProposal, lost.Propose(made.Root, plan.Rehearse)));
        console.Output.WriteLine(plan.Rehearse
            ? $"REHEARSAL: another root was made, signed, and wiped. Only {target}/proposal.txt is left; no officer's command takes it."
            : $"Proposed: {RootFingerprint.Of(made.Root.PublicKey.Span)}. Read these characters to every officer, in person, and give each {target}/proposal.txt.");
        return ExitCode.Done;
    }

    internal static int Finish(SharedPlan plan, FinishPlan files, InvocationConfiguration console, TextReader input)
    {
        if (File.Exists(files.Target))
        {
            throw CommandStopped.Refused($"{files.Target} exists. A ceremony never overwrites anything; choose another --out.");
        }

        var lost = LostRoot.Open(plan.Request, plan.Previous, plan.Day);
        using var root = RootOpening.TryOpen(files.Root, files.PassphraseFile, "the new root", input, console.Output, out var problem) ?? throw CommandStopped.Refused(problem);
        var proposal = lost.ReadProposal(files.Proposal, root);
        var signatures = lost.Order(proposal, files.Signatures);
        lost.Show(root.PublicKey, console.Output);
        if (!plan.Yes && !IsConfirmed("Every officer has signed. From this directory on the NEW root signs. Type yes to sign: ", console, input))
        {
            throw CommandStopped.Refused("Nothing was signed.");
        }

        OrganisationFolder.Replace(files.Target, CarriedFile.Write(plan.Rehearse ? CarriedFile.Rehearsal : CarriedFile.RootChange, lost.Finish(proposal, signatures, root, plan.Rehearse)));
        console.Output.WriteLine(plan.Rehearse
            ? $"REHEARSAL: no server takes {files.Target}, and the root in force stays."
            : $"Signed: {files.Target}. Upload it on the page of casework, keep a copy with the new root (the next ceremony needs it as --previous), and hang up new posters.");
        return ExitCode.Done;
    }

    private static bool IsConfirmed(string question, InvocationConfiguration console, TextReader input)
    {
        console.Output.Write(question);
        return string.Equals(input.ReadLine()?.Trim(), "yes", StringComparison.Ordinal);
    }

    private static int Guarded(InvocationConfiguration console, Func<InvocationConfiguration, int> run)
    {
        try
        {
            return run(console);
        }
        catch (CommandStopped stopped)
        {
            return CeremonyCommand.Refuse(console, stopped.ExitCode, stopped.Message);
        }
    }

    /// <summary>What both halves are told.</summary>
    internal sealed record SharedPlan(string Request, string Previous, string? Day, bool Rehearse, bool Yes);

    /// <summary>What the second half is told besides.</summary>
    internal sealed record FinishPlan(string Root, string? PassphraseFile, string Proposal, IReadOnlyList<string> Signatures, string Target);

    /// <summary>Options of both halves.</summary>
    private sealed class Shared
    {
        private readonly Option<FileInfo> request = new("--request") { Description = "The request that the page of casework made.", Required = true };
        private readonly Option<FileInfo> previous = new("--previous") { Description = "The directory signed last time.", Required = true };
        private readonly Option<string?> day = new("--day") { Description = "Day of the change (2026-03-02); by default the day of the request." };
        private readonly Option<bool> rehearse = RehearsalOption.Create();
        private readonly Option<bool> yes = new("--yes") { Description = "Do not ask. For tests: the question is the ceremony." };

        internal void AddTo(Command command)
        {
            command.Add(request);
            command.Add(previous);
            command.Add(day);
            command.Add(rehearse);
            command.Add(yes);
        }

        internal SharedPlan Read(ParseResult parsed) =>
            new(parsed.GetValue(request)!.FullName, parsed.GetValue(previous)!.FullName, parsed.GetValue(day), parsed.GetValue(rehearse), parsed.GetValue(yes));
    }
}
