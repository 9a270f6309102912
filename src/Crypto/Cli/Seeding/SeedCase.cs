using IntegrityChannel.Crypto.Cli.Mailboxes;
using IntegrityChannel.Crypto.Cli.Officers;
using IntegrityChannel.Crypto.Cli.Reports;
using IntegrityChannel.Crypto.Cli.Sending;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Cli.Seeding;

/// <summary>One story as it comes true: sent, answered and written through the same flows that people use.</summary>
internal sealed class SeedCase(SeedStory story, IntakeServer intake, DirectoryTrust trust) : IDisposable
{
    private readonly ReferenceCode code = ReferenceCode.Create(SystemEntropy.Instance);
    private Id16? reportId;

    internal string Name => story.Name;

    /// <summary>The code, for the sheet of the demonstration.</summary>
    internal void Format(Span<char> text) => code.Format(text);

    internal async Task SendAsync(CancellationToken cancellationToken)
    {
        var directory = await trust.FetchAsync(intake, cancellationToken);
        var draft = new ReportDraft
        {
            Answers = [new Answer(1, Utf8Text.From(story.Text)), new Answer(6, Utf8Text.From(story.Staff))],
            Locale = story.Locale,
            Excluded = story.Exclude,
            Invited = story.Invite,
        };
        Demand(await new ReportFlow(intake, trust, SystemEntropy.Instance).SendAsync(draft, directory, code, _ => { }, cancellationToken));
    }

    internal async Task AnswerAsync(SeedStep step, CancellationToken cancellationToken)
    {
        using var keys = new CodeKeysSource(code);
        var flow = new MailboxFlow(intake, trust, keys, SystemEntropy.Instance);
        var mailbox = await flow.OpenAsync(cancellationToken);
        Demand(await flow.AnswerAsync(mailbox, Utf8Text.From(Word(step.Text)), _ => { }, cancellationToken));
    }

    internal async Task WriteAsync(OfficerDesk desk, SeedStep step, CancellationToken cancellationToken)
    {
        var opened = await desk.ReadCaseAsync(await FindAsync(cancellationToken), cancellationToken) ?? throw CommandStopped.Refused($"The case \"{story.Name}\" is not there for {step.By}.");
        await desk.RememberAsync(opened, cancellationToken);
        await new CaseWriter(desk, _ => { }).WriteAsync(opened, ContentOf(step, opened, desk), cancellationToken);
    }

    public void Dispose() => code.Dispose();

    private static OpenedContent ContentOf(SeedStep step, OpenedCase opened, OfficerDesk desk) => step.Do switch
    {
        SeedAct.Acknowledge => new OpenedContent.Acknowledgement(
            step.Text is { } own ? Utf8Text.From(own) : AcknowledgementText.Of(opened, desk.Directory.InUse.Day, desk.Self?.Listed.Display ?? desk.Session.Name)),
        SeedAct.Reply => new OpenedContent.Reply(Utf8Text.From(Word(step.Text))),
        SeedAct.Note => new OpenedContent.Note(NoteKind.Note, Utf8Text.From(Word(step.Text)), null),
        SeedAct.Feedback => new OpenedContent.Feedback(Utf8Text.From(Word(step.Action)), Utf8Text.From(Word(step.Grounds))),
        SeedAct.Admissible => new OpenedContent.Decision(DecisionKind.Admissible, Utf8Text.From(Word(step.Text))),
        SeedAct.NotAdmissible => new OpenedContent.Decision(DecisionKind.NotAdmissible, Utf8Text.From(Word(step.Text))),
        SeedAct.HandedOver => new OpenedContent.Decision(DecisionKind.HandedOver, Utf8Text.From(Word(step.Text))),
        SeedAct.Closed => new OpenedContent.Decision(DecisionKind.Closed, Utf8Text.From(Word(step.Text))),
        _ => throw new InvalidOperationException($"no officer does {step.Do}"),
    };

    private static string Word(string? text) => text ?? throw new InvalidOperationException("a step of a story lacks its text");

    /// <summary>The report's own number, which only the reporter's mailbox tells.</summary>
    private async Task<Id16> FindAsync(CancellationToken cancellationToken)
    {
        if (reportId is { } known)
        {
            return known;
        }

        using var keys = new CodeKeysSource(code);
        var mailbox = await new MailboxFlow(intake, trust, keys, SystemEntropy.Instance).OpenAsync(cancellationToken);
        reportId = mailbox.Opened.ReportId;
        return mailbox.Opened.ReportId;
    }

    private static void Demand(SendOutcome outcome)
    {
        if (outcome is not SendOutcome.Received)
        {
            throw outcome is SendOutcome.Refused refused
                ? CommandStopped.Refused(refused.Code.Sentence())
                : CommandStopped.Refused("What was sent for the demonstration did not arrive.");
        }
    }
}
