using System.CommandLine;
using IntegrityChannel.Crypto.Cli.Files;
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
        command.Add(Act(new Command("list", "The cases that this account reads, the most urgent first."), _ => new PreparedAct(CaseListing.RunAsync)));
        command.Add(Show());
        command.Add(Acknowledge());
        command.Add(Reply());
        command.Add(Feedback());
        command.Add(Close());
        command.Add(SignRoot());
        return command;
    }

    private Command Show()
    {
        var files = new SaveOption();
        var command = new Command("show", "One case, opened.") { id };
        files.AddTo(command);
        return Act(command, parsed =>
        {
            var folder = files.Read(parsed);
            return new PreparedAct((desk, printout, cancel) =>
                CaseShowing.RunAsync(desk, parsed.GetValue(id)!, folder, ProgressLine.For(parsed.InvocationConfiguration, printout), printout, cancel));
        });
    }

    private Command Acknowledge()
    {
        var text = new Option<FileInfo?>("--text") { Description = "File with other words than those of the officers' page." };
        return Act(new Command("acknowledge", "Acknowledge receipt, in the language of the report.") { id, text }, parsed =>
        {
            var texts = TextFiles.Read(parsed.GetValue(text) is { } file ? [file] : []);
            return Writing(parsed, texts, (desk, found) => CaseActing.Acknowledge(desk, found, texts.All is [var own] ? own : null));
        });
    }

    private Command Reply()
    {
        var text = new Option<FileInfo>("--text") { Description = "File with the reply, in UTF-8.", Required = true };
        var attach = new AttachOptions(reporter: false);
        var command = new Command("reply", "Write to the reporter.") { id, text };
        attach.AddTo(command);
        return Act(command, parsed =>
        {
            var texts = TextFiles.Read([parsed.GetValue(text)!]);
            var attached = attach.Read(parsed);
            attached?.DemandRoomBeside(texts.All[0].Span.Length);
            return Writing(parsed, texts, (_, _) => new OpenedContent.Reply(texts.All[0]), attached);
        });
    }

    private Command Feedback()
    {
        var action = new Option<FileInfo>("--action") { Description = "File with what is done or planned.", Required = true };
        var grounds = new Option<FileInfo>("--grounds") { Description = "File with why.", Required = true };
        return Act(new Command("feedback", "Give feedback: what is done or planned, and why.") { id, action, grounds }, parsed =>
        {
            var texts = TextFiles.Read([parsed.GetValue(action)!, parsed.GetValue(grounds)!]);
            return Writing(parsed, texts, (_, _) => new OpenedContent.Feedback(texts.All[0], texts.All[1]));
        });
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
            parsed => Writing(parsed, TextFiles.Read([]), (_, found) => CaseActing.Close(found, Utf8Text.From(parsed.GetValue(reason)!))));
    }

    private Command SignRoot()
    {
        var proposal = new Option<FileInfo>("--proposal") { Description = "What the machine of the new root made.", Required = true };
        var expected = new Option<string>("--new-fingerprint") { Description = "Fingerprint of the new root, as those who made it read it to you.", Required = true };
        var target = new Option<FileInfo>("--out") { Description = "Where your signature goes.", Required = true };
        return Act(new Command("sign-root", "Sign that a new root takes the place of one that is lost.") { proposal, expected, target }, parsed =>
        {
            var plan = RootSigningPlan.Read(parsed.GetValue(proposal)!.FullName, parsed.GetValue(expected)!, parsed.GetValue(target)!.FullName);
            return new PreparedAct((desk, printout, cancel) => RootSigning.RunAsync(desk, plan, printout, cancel));
        });
    }

    private PreparedAct Writing(ParseResult parsed, TextFiles texts, ActContent content, AttachedFiles? attached = null) => new(
        (desk, printout, cancel) => CaseActing.RunAsync(
            desk, new ActRequest(parsed.GetValue(id)!, content, printout, parsed.InvocationConfiguration) { Attached = attached }, cancel),
        texts);

    /// <summary>Files of the command line are read before anything is asked of a server.</summary>
    private Command Act(Command command, Func<ParseResult, PreparedAct> prepare)
    {
        command.SetAction((parsed, cancel) => ClientRun.RunAsync(parsed.InvocationConfiguration, () => RunAsync(parsed, prepare, cancel)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, Func<ParseResult, PreparedAct> prepare, CancellationToken cancellationToken)
    {
        var printout = server.Printout(parsed);
        using var casework = new CaseworkServer(server.Server(parsed));
        using var signIn = new OfficerSignIn(parsed.GetValue(name)!, SecretFiles.ReadPassphrase(parsed.GetValue(passphrase)!));
        using var prepared = prepare(parsed);
        var request = new DeskRequest(casework, server.Trust(parsed), signIn, SystemEntropy.Instance) { State = parsed.GetValue(state) };
        await using var desk = await OfficerDesk.OpenAsync(request, cancellationToken);
        if (desk.Session.Administrator)
        {
            throw CommandStopped.Refused("An administrator's account reads no cases.");
        }

        var code = await prepared.RunAsync(desk, printout, cancellationToken);
        desk.KeepState();
        return code;
    }

    /// <summary>An act that is ready to run at a desk, with the texts that it needs.</summary>
    private sealed class PreparedAct(Func<OfficerDesk, Printout, CancellationToken, Task<int>> act, TextFiles? texts = null) : IDisposable
    {
        internal Task<int> RunAsync(OfficerDesk desk, Printout printout, CancellationToken cancellationToken) => act(desk, printout, cancellationToken);

        public void Dispose() => texts?.Dispose();
    }
}
