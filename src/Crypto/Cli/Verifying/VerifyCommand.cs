using System.Buffers.Text;
using System.CommandLine;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Cli.Verifying;

/// <summary><c>integrity verify log|directory|assets|access</c>: whether what a server shows is what it shows to everybody. Needs no account.</summary>
internal static class VerifyCommand
{
    internal static Command Create()
    {
        var server = new ServerOptions();
        var state = new Option<FileInfo?>("--state") { Description = "File in which this machine remembers the head of the log.", Recursive = true };
        var log = new Option<string?>("--log") { Description = "Address of casework, where the log lies; by default that of --server.", Recursive = true };
        var command = new Command("verify", "Compare what a server shows with its public log of the keys.");
        server.AddTo(command);
        command.Add(state);
        command.Add(log);
        Add("log", "Verify the log: signature, entries, and that it continues what this machine saw.", static (verification, cancel) => verification.LogAsync(cancel));
        Add("directory", "Verify the list of keys from the fingerprint on, and that all of it stands in the log.", static (verification, cancel) => verification.DirectoryAsync(cancel));
        Add("assets", "Verify every file of the page that the server gives, and that this page stands in the log.", static (verification, cancel) => verification.AssetsAsync(cancel));
        command.Add(AccessCommand(server, state, log));
        return command;

        void Add(string name, string words, Func<Verification, CancellationToken, Task<int>> run)
        {
            var sub = new Command(name, words);
            sub.SetAction((parsed, cancel) => ClientRun.RunAsync(parsed.InvocationConfiguration, async () =>
            {
                using var asked = new PublicServer(server.Server(parsed));
                using var logged = new PublicServer(LogAddress(parsed.GetValue(log)) ?? server.Server(parsed));
                return await run(new Verification(asked, logged, server.Trust(parsed), server.Printout(parsed), parsed.GetValue(state)), cancel);
            }));
            command.Add(sub);
        }
    }

    private static Command AccessCommand(ServerOptions server, Option<FileInfo?> state, Option<string?> log)
    {
        var file = new Option<FileInfo>("--file") { Description = "The access log, as `casework access` wrote it.", Required = true };
        var report = new Option<string?>("--report") { Description = "Only this report, by its identifier in --json of the officers' commands." };
        var command = new Command("access", "Verify who read what: that the file is what was logged, day by day, and nothing is left out.") { file, report };
        command.SetAction((parsed, cancel) => ClientRun.RunAsync(parsed.InvocationConfiguration, async () =>
        {
            using var asked = new PublicServer(server.Server(parsed));
            using var logged = new PublicServer(LogAddress(parsed.GetValue(log)) ?? server.Server(parsed));
            var verification = new Verification(asked, logged, server.Trust(parsed), server.Printout(parsed), parsed.GetValue(state));
            return await verification.AccessAsync(AccessFile.Read(parsed.GetValue(file)!), ReportId(parsed.GetValue(report)), cancel);
        }));
        return command;
    }

    private static Id16? ReportId(string? typed) => typed is null ? null
        : Base64Url.IsValid(typed) && Base64Url.DecodeFromChars(typed) is { Length: Id16.Size } bytes ? Id16.From(bytes)
        : throw CommandStopped.Usage("A report identifier has 22 characters, as --json of the officers' commands shows it.");

    private static ServerAddress? LogAddress(string? typed) =>
        typed is null ? null : ServerAddress.TryParse(typed, out var address) ? address : throw CommandStopped.Usage(ServerAddress.Shape);
}
