using System.Buffers.Text;
using System.CommandLine;
using IntegrityChannel.Crypto.Cli.Files;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Threads;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Cli.Officers;

/// <summary>Makes the content of an act from the case as it was opened; stops the command where the act is not open.</summary>
internal delegate OpenedContent ActContent(OfficerDesk desk, FoundCase found);

/// <summary>An act on a case, as the command line asks for it.</summary>
internal sealed record ActRequest(string Id, ActContent Content, Printout Printout, InvocationConfiguration Console)
{
    internal AttachedFiles? Attached { get; init; }

    internal void Tell(string line) => Console.Error.WriteLine(line);

    internal ContainerUpload? UploadTo(OfficerDesk desk) => Attached is { } attached
        ? new ContainerUpload(desk.Server, attached, desk.Entropy) { Tell = Tell, Progress = ProgressLine.For(Console, Printout) }
        : null;
}

/// <summary><c>integrity officer … acknowledge | reply | feedback | close</c>: the acts that the officers' page offers, in the order in which it offers them.</summary>
internal static class CaseActing
{
    internal static async Task<int> RunAsync(OfficerDesk desk, ActRequest request, CancellationToken cancellationToken)
    {
        var found = await CaseFinding.FindAsync(desk, request.Id, cancellationToken);
        var content = request.Content(desk, found);
        using var files = request.UploadTo(desk);
        await (files?.DemandRoomAsync(cancellationToken) ?? Task.CompletedTask);
        var written = await new CaseWriter(desk, request.Tell, files).WriteAsync(found.Opened, content, cancellationToken);
        await request.Printout.SayAsync(
            lines => lines.Say($"Done: {written.Kind.Name()} in case {found.Found.CaseNumber}, stored on {Days.Text(written.Day)}."),
            json =>
            {
                json.WriteString("number", found.Found.CaseNumber);
                json.WriteString("reportId", Base64Url.EncodeToString(found.ReportId.Span));
                json.WriteString("kind", written.Kind.Name());
                json.WriteString("day", Days.Text(written.Day));
                json.WriteString("objectHash", written.ObjectHash.ToString());
                DeskPrinting.WriteWarnings(json, desk);
            },
            cancellationToken);
        return ExitCode.Done;
    }

    /// <summary>Once: a second acknowledgement by an officer would tell the reporter nothing. In the words of the page where none are given.</summary>
    internal static OpenedContent Acknowledge(OfficerDesk desk, FoundCase found, Utf8Text? text) =>
        Has(found.Opened, ObjectKind.Acknowledgement)
            ? throw CommandStopped.Refused("An officer acknowledged this case already.")
            : new OpenedContent.Acknowledgement(text ?? AcknowledgementText.Of(found.Opened, desk.Directory.InUse.Day, desk.Self?.Listed.Display ?? desk.Session.Name));

    /// <summary>After feedback, or where the report does not open and nobody can be answered.</summary>
    internal static OpenedContent Close(FoundCase found, Utf8Text reason)
    {
        var opened = found.Opened;
        if (opened.Items.Any(item => item.Content is OpenedContent.Decision { Kind: DecisionKind.Closed }))
        {
            throw CommandStopped.Refused("This case is closed already.");
        }

        return Has(opened, ObjectKind.Feedback) || opened.ReporterKey.IsEmpty
            ? new OpenedContent.Decision(DecisionKind.Closed, reason)
            : throw CommandStopped.Refused("The law asks for feedback before a case is closed. Give feedback first.");
    }

    private static bool Has(OpenedCase opened, ObjectKind kind) =>
        opened.Items.Any(item => item.Header.Kind == kind && item.State != ItemState.NotFromYourOfficers);
}
