using System.CommandLine;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Cli.Officers;

/// <summary><c>integrity officer</c>: an officer's work without a web page. Every call signs in, verifies, does one thing and signs out.</summary>
internal sealed class OfficerCommand
{
    private readonly ServerOptions server = new();
    private readonly Option<string> name = new("--name") { Description = "Account name.", Required = true, Recursive = true };
    private readonly Option<FileInfo> passphrase = new("--passphrase-file") { Description = "File whose first line is the passphrase.", Required = true, Recursive = true };
    private readonly Option<FileInfo?> state = new("--state")
    {
        Description = "File in which this machine remembers the newest vault and key list it saw. Without it nobody here notices when a server goes back to an older vault.",
        Recursive = true,
    };

    private readonly Argument<string> id = new("ID") { Description = "Case number, or report id." };

    internal static Command Create() => new OfficerCommand().Build();

    private Command Build()
    {
        var command = new Command("officer", "Read and answer reports.") { name, passphrase, state };
        server.AddTo(command);
        command.Add(Act(new Command("list", "The cases that this account reads, the most urgent first."), (_, desk, printout, cancel) => CaseListing.RunAsync(desk, printout, cancel)));
        command.Add(Act(new Command("show", "One case, opened.") { id }, (parsed, desk, printout, cancel) => CaseShowing.RunAsync(desk, parsed.GetValue(id)!, printout, cancel)));
        command.Add(Acknowledge());
        command.Add(Reply());
        command.Add(Feedback());
        command.Add(Close());
        return command;
    }

    private Command Acknowledge()
    {
        var text = new Option<FileInfo?>("--text") { Description = "File with other words than those of the officers' page." };
        return Act(
            new Command("acknowledge", "Acknowledge receipt, in the language of the report.") { id, text },
            (parsed, desk, printout, cancel) => WriteAsync(
                parsed, desk, printout, parsed.GetValue(text) is { } file ? [file] : [],
                (current, found, texts) => CaseActing.Acknowledge(current, found, texts is [var own] ? own : null), cancel));
    }

    private Command Reply()
    {
        var text = new Option<FileInfo>("--text") { Description = "File with the reply, in UTF-8.", Required = true };
        return Act(
            new Command("reply", "Write to the reporter.") { id, text },
            (parsed, desk, printout, cancel) => WriteAsync(parsed, desk, printout, [parsed.GetValue(text)!], (_, _, texts) => new OpenedContent.Reply(texts[0]), cancel));
    }

    private Command Feedback()
    {
        var action = new Option<FileInfo>("--action") { Description = "File with what is done or planned.", Required = true };
        var grounds = new Option<FileInfo>("--grounds") { Description = "File with why.", Required = true };
        return Act(
            new Command("feedback", "Give feedback: what is done or planned, and why.") { id, action, grounds },
            (parsed, desk, printout, cancel) => WriteAsync(
                parsed, desk, printout, [parsed.GetValue(action)!, parsed.GetValue(grounds)!], (_, _, texts) => new OpenedContent.Feedback(texts[0], texts[1]), cancel));
    }

    private Command Close()
    {
        var reason = new Option<string>("--reason") { Description = "Why; the reporter reads it.", Required = true };
        reason.Validators.Add(found =>
        {
            if (string.IsNullOrWhiteSpace(found.GetValueOrDefault<string>()))
            {
                found.AddError("A case is closed with a reason.");
            }
        });
        return Act(
            new Command("close", "Close a case after feedback.") { id, reason },
            (parsed, desk, printout, cancel) => WriteAsync(parsed, desk, printout, [], (_, found, _) => CaseActing.Close(found, Utf8Text.From(parsed.GetValue(reason)!)), cancel));
    }

    private Task<int> WriteAsync(
        ParseResult parsed, OfficerDesk desk, Printout printout, FileInfo[] files, Func<OfficerDesk, FoundCase, Utf8Text[], OpenedContent> content, CancellationToken cancellationToken) =>
        CaseActing.WithTextsAsync(files, texts => CaseActing.RunAsync(
            desk, parsed.GetValue(id)!, (current, found) => content(current, found, texts), printout, line => parsed.InvocationConfiguration.Error.WriteLine(line), cancellationToken));

    private Command Act(Command command, Func<ParseResult, OfficerDesk, Printout, CancellationToken, Task<int>> act)
    {
        command.SetAction((parsed, cancel) => ClientRun.RunAsync(parsed.InvocationConfiguration, () => RunAsync(parsed, act, cancel)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, Func<ParseResult, OfficerDesk, Printout, CancellationToken, Task<int>> act, CancellationToken cancellationToken)
    {
        var printout = server.Printout(parsed);
        using var casework = new CaseworkServer(server.Server(parsed));
        using var signIn = new OfficerSignIn(parsed.GetValue(name)!, SecretFiles.ReadPassphrase(parsed.GetValue(passphrase)!));
        var request = new DeskRequest(casework, server.Trust(parsed), signIn, SystemEntropy.Instance) { State = parsed.GetValue(state) };
        await using var desk = await OfficerDesk.OpenAsync(request, cancellationToken);
        if (desk.Session.Administrator)
        {
            throw CommandStopped.Refused("An administrator's account reads no cases.");
        }

        var code = await act(parsed, desk, printout, cancellationToken);
        desk.KeepState();
        return code;
    }
}
