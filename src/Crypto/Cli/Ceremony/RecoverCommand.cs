using System.CommandLine;
using IntegrityChannel.Crypto.Cli.Restoring;
using IntegrityChannel.Crypto.Cli.Terminal;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>
/// <c>integrity ceremony recover</c>, on a machine without network: an officer's passphrase is lost, and the holders of the shares open that officer's reports for
/// another one. Reads whom each reporter left out, and no word of any report. Exit code 0, 2 (usage), 3 (refused) or 4 (something does not verify).
/// </summary>
internal static class RecoverCommand
{
    internal static Command Create()
    {
        var request = new Option<FileInfo>("--request") { Description = "The request that the page of casework made, after two people agreed.", Required = true };
        var root = new Option<FileInfo>("--root") { Description = "The root file, from the safe.", Required = true };
        var passphrase = new Option<FileInfo?>("--passphrase-file") { Description = "File with the passphrase of the root; without it the passphrase is asked for." };
        var shares = new Option<FileInfo[]>("--shares") { Description = "As many recovery shares as are needed, one text file each.", Required = true, AllowMultipleArgumentsPerToken = true };
        var target = new Option<FileInfo>("--out") { Description = "Where the answer goes.", Required = true };
        var day = new Option<string?>("--day") { Description = "Day of the ceremony (2026-03-02); by default the day of the request." };
        var rehearse = RehearsalOption.Create();
        var yes = new Option<bool>("--yes") { Description = "Do not ask. For tests: the question is the ceremony." };
        var command = new Command("recover", "Open a lost officer's reports for another officer, with the recovery shares, on a machine without network.") { request, root, passphrase, shares, target, day, rehearse, yes };
        command.SetAction(result => Run(
            new Plan(
                result.GetValue(request)!.FullName, result.GetValue(root)!.FullName, result.GetValue(passphrase)?.FullName, [.. result.GetValue(shares)!.Select(file => file.FullName)],
                result.GetValue(target)!.FullName, result.GetValue(day), result.GetValue(rehearse), result.GetValue(yes)),
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

        try
        {
            using var ceremony = RecoveryCeremony.Open(plan, input, console.Output);
            ceremony.Show(console.Output);
            if (!plan.Yes && !IsConfirmed(console, input))
            {
                return CeremonyCommand.Refuse(console, ExitCode.Refused, "Nothing was recovered.");
            }

            var sums = ceremony.Run(console.Output, new ProgressLine(Console.IsErrorRedirected ? null : console.Error));
            OrganisationFolder.Replace(plan.Target, ceremony.Answer());
            sums.Write(console.Output);
            console.Output.WriteLine(plan.Rehearse
                ? $"REHEARSAL: {plan.Target} holds no report, and no server takes it. The request, the root file and the shares are as they were."
                : $"Signed: {plan.Target}. Upload it on the page of casework, then destroy the request and take the shares back to their holders.");
            return sums.IsClean ? ExitCode.Done : ExitCode.NotVerified;
        }
        catch (CommandStopped stopped)
        {
            return CeremonyCommand.Refuse(console, stopped.ExitCode, stopped.Message);
        }
        catch (RestoreRefused refused)
        {
            return CeremonyCommand.Refuse(console, refused.Code, refused.Message);
        }
    }

    private static bool IsConfirmed(InvocationConfiguration console, TextReader input)
    {
        console.Output.Write("Did the officer who is to read them read these characters to you, in person or by telephone? Type yes to recover: ");
        return string.Equals(input.ReadLine()?.Trim(), "yes", StringComparison.Ordinal);
    }

    /// <summary>What the command line asked for; all paths are whole.</summary>
    internal sealed record Plan(string Request, string Root, string? PassphraseFile, IReadOnlyList<string> Shares, string Target, string? Day, bool Rehearse, bool Yes);
}
