using System.Globalization;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Host.Assisted.Choosing;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Reading;
using IntegrityChannel.Intake.Host.Assisted.Sealing;
using IntegrityChannel.Intake.Host.Assisted.Turns;

namespace IntegrityChannel.Intake.Host.Assisted.ReadMailbox;

/// <summary>What stands above the mailbox after something was done in it.</summary>
/// <param name="Tone">How it looks.</param>
/// <param name="Heading">In words.</param>
/// <param name="Text">What it means; null where the heading says all.</param>
internal sealed record MailboxNews(NoticeTone Tone, string Heading, string? Text = null);

/// <summary>The mailbox: what is new, where the statutory clock stands, the dialogue, and what can be done.</summary>
internal static class MailboxPage
{
    private const int LongestAnswer = 40_000;

    /// <param name="turn">The form that asked for it.</param>
    /// <param name="mailbox">Open for this form.</param>
    /// <param name="news">What was done.</param>
    /// <param name="problem">Key of the sentence on the answer that must be mended; null for none.</param>
    internal static void Show(Turn turn, HeldMailbox mailbox, MailboxNews? news = null, string? problem = null)
    {
        var texts = turn.Texts;
        var clock = DialogueClock.Of(mailbox);
        var page = turn.Begin(isError: problem is not null);
        if (problem is not null)
        {
            page.Summary(FormField.Answer, texts[problem]);
        }

        page.Heading(texts["mailbox.title"]).KeysNotice(turn);
        _ = news is null ? page : page.Notice(news.Tone, news.Heading, news.Text is null ? [] : [news.Text]);
        if (mailbox.IsForked || mailbox.IsMissingSome)
        {
            page.Notice(NoticeTone.Late, texts["mailbox.warning.title"], texts[mailbox.IsForked ? "mailbox.warning.forked" : "mailbox.warning.missing"]);
        }

        Lapse(page, clock);
        page.Section(texts["clock.title"]).Timeline(clock.Milestones(texts)).Soft($"{texts["clock.question"]} {texts["clock.answer"]}").Markup("<h2 id=\"messages\">"u8).Say(texts["mailbox.messages"]).Markup("</h2>"u8);
        ThreadPart.Recoveries(turn, page, mailbox);
        ThreadPart.Show(turn, page, mailbox);
        Answer(turn, page, mailbox, problem);
        if (mailbox.Items.Any(IsRemovable))
        {
            page.Section(texts["mailbox.remove.open"]).Ask("remove"u8, texts["mailbox.remove.open"]);
        }

        page.Section(texts["mailbox.more"]).Begin().Markup("<div class=\"actions\">"u8).Button("seen"u8, texts["mailbox.more.seen"]).Button("comite"u8, texts["mailbox.more.comite"])
            .Button("rights"u8, texts["mailbox.more.rights"]).Button("read"u8, texts["mailbox.reload"]).Button("close"u8, texts["mailbox.close"], primary: true).Markup("</div>"u8).End().EndFrame();
    }

    /// <summary>Replies that this code still opens.</summary>
    internal static bool IsRemovable(ThreadItem item) => item is { Kind: ObjectKind.Reply, State: ThreadItemState.Shown };

    private static void Lapse(FormPage page, DialogueClock clock)
    {
        var texts = page.Texts;
        if (clock.FeedbackLapsed)
        {
            page.Notice(NoticeTone.Late, texts.Of("lapse.feedback.title", ("date", texts.Date(clock.FeedbackBy))), texts["lapse.feedback.text"]).Lines(texts.Lines("lapse.feedback.lines"));
        }
        else if (clock.AcknowledgementLapsed)
        {
            var feedback = texts.Date(ReporterDates.FeedbackBy(clock.Received, null));
            page.Notice(NoticeTone.Late, texts.Of("lapse.acknowledge.title", ("date", texts.Date(clock.AcknowledgeBy))), texts.Of("lapse.acknowledge.text", ("feedback", feedback)));
        }
    }

    private static void Answer(Turn turn, FormPage page, HeldMailbox mailbox, string? problem)
    {
        var texts = turn.Texts;
        var officers = turn.Keys.InUse?.Officers ?? [];
        var read = officers.Where(officer => officer.Key is not null && mailbox.Recipients.Contains(officer.Listed.Id)).ToList();
        if (read.Count == 0)
        {
            page.Notice(NoticeTone.Late, texts["mailbox.answer"], texts["mailbox.answer.nobody"]);
            return;
        }

        page.Begin().Field(new WordsField(FormField.Answer, texts["mailbox.answer"], turn.Form[FormField.Answer])
        {
            Hint = texts["mailbox.answer.hint"], Error = problem is null ? null : texts[problem], Rows = 5, Longest = LongestAnswer,
        });
        page.Group(texts["form.act.title"], hint: null);
        foreach (var act in ReporterActs.Offered)
        {
            page.Choice(FormField.Act, act.ToString(CultureInfo.InvariantCulture), texts[$"form.act.{act}"], ReporterActs.Of(turn.Form) == act, several: false);
        }

        page.Markup("</fieldset><p class=\"hint\">"u8).Say(texts.Of("form.answer.readers", ("names", PersonName.Of(texts, read)))).Markup("</p>"u8);
        Gone(turn, page, mailbox, read);
        page.Markup("<input type=\"hidden\" name=\"after\" value=\""u8).Say(mailbox.NewestOwn.ToString(CultureInfo.InvariantCulture)).Markup("\"><div class=\"actions\">"u8)
            .Button("answer"u8, texts["mailbox.answer.send"], primary: true).Markup("</div>"u8).End();
    }

    private static void Gone(Turn turn, FormPage page, HeldMailbox mailbox, List<OfficerInUse> read)
    {
        var gone = mailbox.Recipients.Except(read.Select(officer => officer.Listed.Id)).ToList();
        if (gone.Count > 0)
        {
            var names = string.Join("; ", gone.Select(id => NameOf(turn, id, otherwise: "role.other")));
            page.Markup("<p class=\"hint\">"u8).Say(turn.Texts.Of("mailbox.answer.noLonger", ("names", names))).Markup("</p>"u8);
        }
    }

    internal static string NameOf(Turn turn, Id16 id, string otherwise = "mailbox.removal.formerly") =>
        turn.Keys.InUse?.FindOfficer(id) is { } officer ? PersonName.Of(turn.Texts, officer.Listed) : turn.Texts[otherwise];
}
