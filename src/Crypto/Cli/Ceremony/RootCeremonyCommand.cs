using System.CommandLine;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Sharing;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>
/// <c>integrity ceremony root</c>, on a machine without network: the root file for two safes, recovery shares for their holders, and the one public file
/// that the set-up page asks for. Exit code 0, 2 (usage) or 3 (refused).
/// </summary>
internal static class RootCeremonyCommand
{
    internal static Command Create()
    {
        var target = new Option<DirectoryInfo>("--out") { Description = "New or empty folder for what the ceremony makes.", Required = true };
        var needed = new Option<int>("--needed") { Description = "Recovery shares that are needed together (2 to 10).", DefaultValueFactory = _ => RootCeremony.UsualNeed };
        var shares = new Option<int>("--shares") { Description = "Recovery shares that are made (up to 10).", DefaultValueFactory = _ => RootCeremony.UsualShares };
        var memory = CeremonyCommand.MemoryOption();
        var file = new Option<bool>("--passphrase-to-file") { Description = "Write the passphrase to passphrase.txt in the folder, to be printed, instead of to the screen." };
        var rehearse = RehearsalOption.Create();
        var command = new Command("root", "Make the root key and the recovery shares of an organisation, on a machine without network.") { target, needed, shares, memory, file, rehearse };
        command.SetAction(result => Run(
            new Plan(result.GetValue(target)!.FullName, result.GetValue(needed), result.GetValue(shares), result.GetValue(memory), result.GetValue(file)) { Rehearse = result.GetValue(rehearse) }, result.InvocationConfiguration, Console.In));
        return command;
    }

    internal static int Run(Plan plan, InvocationConfiguration console, TextReader input)
    {
        if (plan.Needed < 2 || plan.Needed > plan.Shares || plan.Shares > SecretSharing.MaximumShares)
        {
            return CeremonyCommand.Refuse(console, ExitCode.Usage, $"At least 2 shares are needed together, out of at most {SecretSharing.MaximumShares}.");
        }

        if (CeremonyCommand.ParametersOf(plan.MemoryMib) is not { } parameters)
        {
            return CeremonyCommand.Refuse(console, ExitCode.Usage, CeremonyCommand.MemoryShape);
        }

        if (RootFolder.TryCreate(plan.Target) is not { } folder)
        {
            return CeremonyCommand.Refuse(console, ExitCode.Refused, $"{plan.Target} is not empty. A ceremony never overwrites anything; choose another --out.");
        }

        using var passphrase = new GeneratedPassphrase(SystemEntropy.Instance);
        if (plan is { PassphraseToFile: true, Rehearse: false })
        {
            folder.WritePassphrase(passphrase);
        }
        else if (!plan.PassphraseToFile && !PassphraseNoting.IsNoted(passphrase, console.Output, input))
        {
            return CeremonyCommand.Refuse(console, ExitCode.Refused, "That is not the passphrase that was shown. Nothing was made; begin again.");
        }

        Make(plan, folder, passphrase, parameters, console);
        return ExitCode.Done;
    }

    private static void Make(Plan plan, RootFolder folder, GeneratedPassphrase passphrase, Argon2id parameters, InvocationConfiguration console)
    {
        using var ceremony = RootCeremony.Create((byte)plan.Needed, (byte)plan.Shares, SystemEntropy.Instance);
        using var secret = passphrase.Encode();
        var rootFile = ceremony.SealRoot(secret, parameters);
        if (plan.Rehearse)
        {
            folder.Rehearse(ceremony);
            console.Output.WriteLine($"REHEARSAL: root, both safes' files and {plan.Shares} shares were made and tried, and wiped. Only {plan.Target}/public.txt is left; no server takes it.");
            return;
        }

        folder.Write(ceremony, rootFile);
        console.Output.WriteLine(Texts.Read("root-made.txt")
            .Replace("{{folder}}", plan.Target, StringComparison.Ordinal)
            .Replace("{{fingerprint}}", ceremony.Genesis.Fingerprint, StringComparison.Ordinal)
            .Replace("{{needed}}", $"{plan.Needed}", StringComparison.Ordinal)
            .Replace("{{shares}}", $"{plan.Shares}", StringComparison.Ordinal)
            .Replace("{{passphrase}}", plan.PassphraseToFile ? "passphrase.txt: print it, carry it apart from the root files, delete the file" : "the passphrase you noted, kept apart from the root files", StringComparison.Ordinal));
    }

    /// <summary>What the command line asked for.</summary>
    internal sealed record Plan(string Target, int Needed, int Shares, uint MemoryMib, bool PassphraseToFile)
    {
        /// <summary>An exercise.</summary>
        internal bool Rehearse { get; init; }
    }
}
