using System.CommandLine;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Cli.Files;
using IntegrityChannel.Crypto.Cli.Sending;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Cli.Reports;

/// <summary><c>integrity report</c>: seals a text to the officers of the directory and sends it. Prints the code first, then the receipt and the dates.</summary>
internal static class ReportCommand
{
    private const ushort WhatHappened = 1;
    private const ushort StaffMember = 6;

    internal static Command Create()
    {
        var server = new ServerOptions();
        var text = new Option<FileInfo>("--text") { Description = "File with what happened, in UTF-8.", Required = true };
        var exclude = new Option<string[]>("--exclude") { Description = "An officer who is involved and must never read it: name or number in the list of keys. May be given again." };
        var invite = new Option<string[]>("--invite") { Description = "A confidant who reads it too. May be given again." };
        var locale = new Option<string>("--locale") { Description = "Language of the report, such as nl; officers answer in it.", DefaultValueFactory = _ => "nl" };
        var staff = new Option<string>("--staff") { Description = "Whether you are a staff member: yes, no or unsaid.", DefaultValueFactory = _ => "unsaid" };
        staff.AcceptOnlyFromAmong("yes", "no", "unsaid");
        var noRecovery = new Option<bool>("--no-recovery") { Description = "The recovery holders cannot open it either: if all readers lose their passphrase, it is lost." };
        var command = new Command("report", "Send a report.") { text, exclude, invite, locale, staff, noRecovery };
        var attach = new AttachOptions(reporter: true);
        attach.AddTo(command);
        server.AddTo(command);
        command.SetAction((parsed, cancel) => ClientRun.RunAsync(parsed.InvocationConfiguration, () => RunAsync(
            new Request(server.Server(parsed), server.Trust(parsed), server.Printout(parsed), parsed.GetValue(text)!, attach.Read(parsed), parsed.InvocationConfiguration),
            answers => new ReportDraft
            {
                Answers = [.. answers, new Answer(StaffMember, Utf8Text.From(parsed.GetValue(staff)!))],
                Locale = Language(parsed.GetValue(locale)!),
                Excluded = parsed.GetValue(exclude) ?? [],
                Invited = parsed.GetValue(invite) ?? [],
                Recovery = !parsed.GetValue(noRecovery),
            },
            cancel)));
        return command;
    }

    private sealed record Request(ServerAddress Server, DirectoryTrust Trust, Printout Printout, FileInfo Text, AttachedFiles? Attached, InvocationConfiguration Console)
    {
        internal void Tell(string line) => Console.Error.WriteLine(line);

        internal ContainerUpload? UploadTo(IntakeServer server) => Attached is { } attached
            ? new ContainerUpload(server, attached, SystemEntropy.Instance) { Tell = Tell, Progress = ProgressLine.For(Console, Printout) }
            : null;
    }

    private static async Task<int> RunAsync(Request request, Func<IReadOnlyList<Answer>, ReportDraft> draftOf, CancellationToken cancellationToken)
    {
        var bytes = SecretFiles.ReadText(request.Text);
        try
        {
            Utf8Text.TryCreate(bytes, out var text);
            var draft = draftOf([new Answer(WhatHappened, text)]);
            request.Attached?.DemandRoomBeside(bytes.Length);
            using var server = new IntakeServer(request.Server);
            using var files = request.UploadTo(server);
            var directory = await request.Trust.FetchAsync(server, cancellationToken);
            var readers = Readers.Choose(directory, draft.Excluded, draft.Invited);
            await (files?.DemandRoomAsync(cancellationToken) ?? Task.CompletedTask);
            using var code = ReferenceCode.Create(SystemEntropy.Instance);
            await CodePrinting.PrintAsync(request.Printout, code, directory, readers, request.Attached, cancellationToken);
            var outcome = await new ReportFlow(server, request.Trust, SystemEntropy.Instance) { Files = files }.SendAsync(draft, directory, code, request.Tell, cancellationToken);
            return await FinishAsync(request.Printout, outcome, cancellationToken);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static async Task<int> FinishAsync(Printout printout, SendOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome is SendOutcome.Received received)
        {
            await ReceiptPrinting.PrintAsync(printout, received, cancellationToken);
            return ExitCode.Done;
        }

        throw outcome switch
        {
            SendOutcome.Refused refused => CommandStopped.Refused($"{refused.Code.Sentence()} The code above opens nothing."),
            SendOutcome.NotProven => CommandStopped.NotVerified(
                "The server says that it has the report, but its receipt does not verify. Do not count on it: look with the code above whether the mailbox exists, or take another way."),
            _ => CommandStopped.Refused(
                "No answer says what became of the report. Keep the code above and look with it in a while (integrity mailbox). Only if it is not recognised, send the report again."),
        };
    }

    private static string Language(string tag) =>
        tag.Length is >= 2 and <= 35 && tag.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-') ? tag : throw CommandStopped.Usage("A language is written as nl, fr or en.");
}
