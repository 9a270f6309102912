using System.CommandLine;
using System.Security.Cryptography;
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
        server.AddTo(command);
        command.SetAction((parsed, cancel) => ClientRun.RunAsync(parsed.InvocationConfiguration, () => RunAsync(
            new Request(
                server.Server(parsed), server.Trust(parsed), server.Printout(parsed), parsed.GetValue(code)!, parsed.GetValue(answer),
                line => parsed.InvocationConfiguration.Error.WriteLine(line)),
            cancel)));
        return command;
    }

    private sealed record Request(ServerAddress Server, DirectoryTrust Trust, Printout Printout, FileInfo Code, FileInfo? Answer, Action<string> Tell);

    private static async Task<int> RunAsync(Request request, CancellationToken cancellationToken)
    {
        using var code = SecretFiles.ReadCode(request.Code);
        using var keys = new CodeKeysSource(code);
        using var server = new IntakeServer(request.Server);
        var flow = new MailboxFlow(server, request.Trust, keys, SystemEntropy.Instance);
        var answer = request.Answer is null ? null : SecretFiles.ReadText(request.Answer);
        try
        {
            var mailbox = await flow.OpenAsync(cancellationToken);
            await MailboxPrinting.PrintAsync(request.Printout, mailbox, cancellationToken);
            if (answer is not null)
            {
                Utf8Text.TryCreate(answer, out var text);
                await SendAsync(request, flow, mailbox, text, cancellationToken);
            }

            return ThreadPrinting.Verifies(mailbox.Opened.Items, mailbox.Opened.Missing)
                ? ExitCode.Done
                : throw CommandStopped.NotVerified("Part of this mailbox does not verify; the lines above say which. Do not trust that part.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(answer);
        }
    }

    private static async Task SendAsync(Request request, MailboxFlow flow, OpenMailbox mailbox, Utf8Text text, CancellationToken cancellationToken)
    {
        var outcome = await flow.AnswerAsync(mailbox, text, request.Tell, cancellationToken);
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
