using System.CommandLine;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Cli.Files;
using IntegrityChannel.Crypto.Cli.Sending;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Threads;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Cli.Mailboxes;

/// <summary><c>integrity mailbox</c>: reads the answers to a report with its code, and answers.</summary>
internal static class MailboxCommand
{
    internal static Command Create()
    {
        var server = new ServerOptions();
        var code = new Option<FileInfo>("--code-file") { Description = "File whose first line is the code.", Required = true };
        var answer = new Option<FileInfo?>("--answer") { Description = "File with an answer to send, in UTF-8." };
        var command = new Command("mailbox", "Read the answers to a report, and answer.") { code, answer };
        var (attach, files) = (new AttachOptions(reporter: true), new SaveOption());
        attach.AddTo(command);
        files.AddTo(command);
        server.AddTo(command);
        command.SetAction((parsed, cancel) => ClientRun.RunAsync(parsed.InvocationConfiguration, () => RunAsync(
            new Request(server.Server(parsed), server.Trust(parsed), server.Printout(parsed), parsed.GetValue(code)!, parsed.InvocationConfiguration)
            {
                Answer = parsed.GetValue(answer),
                Attached = attach.Read(parsed),
                Folder = files.Read(parsed),
            },
            cancel)));
        return command;
    }

    private sealed record Request(ServerAddress Server, DirectoryTrust Trust, Printout Printout, FileInfo Code, InvocationConfiguration Console)
    {
        internal FileInfo? Answer { get; init; }

        internal AttachedFiles? Attached { get; init; }

        internal SavingFolder? Folder { get; init; }

        internal ProgressLine Progress => ProgressLine.For(Console, Printout);

        internal void Tell(string line) => Console.Error.WriteLine(line);
    }

    private static async Task<int> RunAsync(Request request, CancellationToken cancellationToken)
    {
        if (request is { Attached: not null, Answer: null })
        {
            throw CommandStopped.Usage("Files go along with an answer: give --answer too.");
        }

        using var code = SecretFiles.ReadCode(request.Code);
        using var keys = new CodeKeysSource(code);
        using var server = new IntakeServer(request.Server);
        var flow = new MailboxFlow(server, request.Trust, keys, SystemEntropy.Instance);
        var answer = request.Answer is null ? null : SecretFiles.ReadText(request.Answer);
        try
        {
            request.Attached?.DemandRoomBeside(answer!.Length);
            var mailbox = await flow.OpenAsync(cancellationToken);
            var saved = request.Folder is null ? new SavedFiles() : await SaveAsync(request, flow, mailbox, cancellationToken);
            await MailboxPrinting.PrintAsync(request.Printout, mailbox, saved, cancellationToken);
            if (answer is not null)
            {
                Utf8Text.TryCreate(answer, out var text);
                await SendAsync(request, server, flow, mailbox, text, cancellationToken);
            }

            saved.Demand();
            return ThreadPrinting.Verifies(mailbox.Opened.Items, mailbox.Opened.Missing, mailbox.Opened.Recoveries)
                ? ExitCode.Done
                : throw CommandStopped.NotVerified("Part of this mailbox does not verify; the lines above say which. Do not trust that part.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(answer);
        }
    }

    /// <summary>The code tells no case number; the files are those of answers.</summary>
    private static Task<SavedFiles> SaveAsync(Request request, MailboxFlow flow, OpenMailbox mailbox, CancellationToken cancellationToken) =>
        new FileSaving(request.Folder!, "answer", (header, index, cancel) => flow.ReadPartAsync(mailbox, header, index, cancel), request.Progress)
            .SaveAsync(mailbox.Opened.Items, cancellationToken);

    private static async Task SendAsync(Request request, IntakeServer server, MailboxFlow flow, OpenMailbox mailbox, Utf8Text text, CancellationToken cancellationToken)
    {
        using var files = request.Attached is { } attached ? new ContainerUpload(server, attached, SystemEntropy.Instance) { Tell = request.Tell, Progress = request.Progress } : null;
        if (files is not null)
        {
            await files.DemandRoomAsync(cancellationToken);
            request.Tell(AttachedFiles.AsTheyAre);
        }

        var outcome = await flow.AnswerAsync(mailbox, text, request.Tell, cancellationToken, files);
        if (outcome is SendOutcome.Received received)
        {
            await MailboxPrinting.PrintSentAsync(request.Printout, received, cancellationToken);
            return;
        }

        throw outcome switch
        {
            SendOutcome.Refused refused => CommandStopped.Refused(refused.Code.Sentence()),
            SendOutcome.NotProven => CommandStopped.NotVerified("The server says that it has the answer, but its receipt does not verify. Read the mailbox again to see whether it arrived."),
            _ => CommandStopped.Refused("No answer says what became of your message. Read the mailbox again before you send it anew: if it is listed as sent, it arrived."),
        };
    }
}
