using System.Globalization;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Intake.Host.Assisted.CheckReport;
using IntegrityChannel.Intake.Host.Assisted.Choosing;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Reading;
using IntegrityChannel.Intake.Host.Assisted.Turns;

namespace IntegrityChannel.Intake.Host.Assisted.ShowCode;

/// <summary>The code, made here and shown before anything is sent. It travels back in the form that sends; this process forgets it with the answer.</summary>
internal static class CodePage
{
    /// <param name="turn">The form that asked for it.</param>
    /// <param name="problem">Key of the sentence on the group that was typed back; null for none.</param>
    /// <param name="failure">What kept a report from being sent: key of the sentence, and its number; null for none.</param>
    internal static void Show(Turn turn, string? problem = null, (string Key, string Number)? failure = null)
    {
        if (!CheckPage.IsWritten(turn) || turn.Keys.InUse is not { } directory)
        {
            return;
        }

        if (!Readers.Choose(directory, turn.Form).AreThose(turn.Form))
        {
            CheckPage.Show(turn, changed: true);
            return;
        }

        using var code = Known(turn.Form) ?? ReferenceCode.Create(turn.Desk.Entropy);
        var written = CodeText.Write(code);
        try
        {
            Show(turn, written, AskedGroup(turn), problem, failure);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(written);
        }
    }

    /// <summary>The code that the form brought along; null before it was made. The caller disposes it.</summary>
    internal static ReferenceCode? Known(FormFields form) => CodeText.Read(form[FormField.Code]) is CodeReading.Complete complete ? complete.Code : null;

    /// <summary>Which group is asked for, counted from 0.</summary>
    internal static int? Asked(FormFields form) => form[FormField.Asked].Span is [>= (byte)'0' and <= (byte)'6' and var digit] ? digit - '0' : null;

    private static int AskedGroup(Turn turn)
    {
        Span<byte> any = stackalloc byte[1];
        turn.Desk.Entropy.Fill(any);
        return Asked(turn.Form) ?? any[0] % CodeText.Groups;
    }

    private static void Show(Turn turn, byte[] written, int asked, string? problem, (string Key, string Number)? failure)
    {
        var texts = turn.Texts;
        var group = (asked + 1).ToString(CultureInfo.InvariantCulture);
        var error = problem is null ? null : texts.Of(problem, ("group", group));
        var page = turn.Begin(isError: problem is not null || failure is not null);
        if (failure is { } what)
        {
            page.Notice(NoticeTone.Late, texts["send.failed.title"], texts[what.Key], texts["form.kept"], texts.Of("failure.number", ("number", what.Number)));
        }

        if (error is not null)
        {
            page.Summary(FormField.Group, error);
        }

        page.Step("code.step", "code.title").Lead(texts["code.lead"]).Markup("<section class=\"code-sheet\" aria-labelledby=\"code-title\"><h2 id=\"code-title\">"u8).Say(texts["code.sheet"]).Markup("</h2>"u8);
        WriteGroups(page, written);
        page.Soft(texts["code.lookalike"]).Soft(texts["form.code.keep"]).Markup("</section>"u8).Notice(NoticeTone.Near, texts["code.lost.title"], texts["code.lost.text"]);
        page.Begin().Carry(turn.Form, Draft.Chosen)
            .Carry(turn.Form, FormField.Story, FormField.Where, FormField.Who, FormField.Check, FormField.Category, FormField.Recovery, FormField.Agreed)
            .Hidden(FormField.Code, written).Hidden(FormField.Asked, new[] { (byte)('0' + asked) });
        page.Field(new WordsField(FormField.Group, texts.Of("code.group.label", ("group", group)), turn.Form[FormField.Group])
        {
            Hint = texts["code.group.hint"], Error = error, IsCode = true, Longest = 12,
        });
        page.Markup("<div class=\"actions\">"u8).Button("send"u8, texts["code.send"], primary: true).Button("check"u8, texts["nav.back"]).Markup("</div>"u8).End();
        var today = turn.Keys.InUse!.Day;
        page.Section(texts["code.dates.title"]).Timeline([
            new Milestone(MilestoneState.Now, texts["clock.received"], texts.DateWithWeekday(today)),
            new Milestone(MilestoneState.Future, texts["clock.acknowledgeBy"], texts.DateWithWeekday(ReporterDates.AcknowledgeBy(today))),
            new Milestone(MilestoneState.Future, texts["clock.feedbackBy"], texts.DateWithWeekday(ReporterDates.FeedbackBy(today, null))),
        ]).EndFrame();
    }

    internal static void WriteGroups(FormPage page, ReadOnlySpan<byte> written)
    {
        page.Markup("<ol class=\"code-groups\" data-code aria-label=\""u8).Say(page.Texts["code.groups"]).Markup("\">"u8);
        for (var group = 0; group < CodeText.Groups; group++)
        {
            page.Markup("<li>"u8).Markup(CodeText.Group(written, group)).Markup("</li>"u8);
        }

        page.Markup("</ol>"u8);
    }
}
