using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Assisted.Choosing;
using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Sealing;
using IntegrityChannel.Intake.Host.Assisted.Texts;
using IntegrityChannel.Intake.Host.Assisted.Turns;

namespace IntegrityChannel.Intake.Host.Assisted.ReadMailbox;

/// <summary>The dialogue. Own messages are withheld, so that a found code opens replies only; the page says so.</summary>
internal static class ThreadPart
{
    internal static void Show(Turn turn, FormPage page, HeldMailbox mailbox)
    {
        page.Markup("<ol class=\"thread\" aria-labelledby=\"messages\">"u8);
        foreach (var item in mailbox.Items.Where(IsInThread))
        {
            Message(turn, page, item);
        }

        page.Markup("</ol>"u8);
    }

    /// <summary>Who came in by the recovery key, and what does not count: the root signed it, or it is a warning.</summary>
    internal static void Recoveries(Turn turn, FormPage page, HeldMailbox mailbox)
    {
        var texts = turn.Texts;
        foreach (var recovery in mailbox.Recoveries)
        {
            var who = MailboxPage.NameOf(turn, recovery.Newcomer);
            _ = recovery.Counts
                ? page.Notice(NoticeTone.Near, texts.Of("mailbox.recovery", ("who", who), ("date", texts.Date(recovery.Day))), texts[$"mailbox.recovery.{recovery.Reason}"], texts["mailbox.recovery.text"])
                : page.Notice(NoticeTone.Late, texts.Of("mailbox.recovery.void", ("who", who)), texts["mailbox.recovery.void.text"]);
        }
    }

    // Own removals and orders that change no reader carry nothing to read.
    private static bool IsInThread(ThreadItem item) => item.Kind switch
    {
        ObjectKind.Removal => false,
        ObjectKind.Control => item.Subject is not null,
        _ => true,
    };

    private static void Message(Turn turn, FormPage page, ThreadItem item)
    {
        var texts = turn.Texts;
        page.Markup(item.State switch
        {
            ThreadItemState.Sent => "<li class=\"message\" data-from=\"reporter\" data-withheld"u8,
            ThreadItemState.NotFromYourOfficers => "<li class=\"message\" data-from=\"channel\""u8,
            _ => item.Officer is null ? "<li class=\"message\" data-from=\"channel\""u8 : "<li class=\"message\" data-from=\"officer\""u8,
        }).Markup("><div class=\"message-head\"><h3 class=\"message-who\">"u8).Say(Who(texts, item)).Markup("</h3><span class=\"message-when\">"u8).Say(texts.Date(item.Day)).Markup("</span>"u8);
        if (item.State == ThreadItemState.Shown && KindKey(item.Kind) is { } kind)
        {
            page.Markup("<span class=\"tag\">"u8).Say(texts[kind]).Markup("</span>"u8);
        }

        if (item is { IsNew: true, State: ThreadItemState.Shown })
        {
            page.Markup("<span class=\"tag\" data-solid>"u8).Say(texts["mailbox.new"]).Markup("</span>"u8);
        }

        page.Markup("</div>"u8);
        Body(turn, page, item);
        page.Markup("</li>"u8);
    }

    private static string Who(FormTexts texts, ThreadItem item) => item.State switch
    {
        ThreadItemState.NotFromYourOfficers => texts["mailbox.stranger"],
        ThreadItemState.Sent => texts["mailbox.you"],
        _ => item.Officer is { } officer ? PersonName.Of(texts, officer) : texts["mailbox.channel"],
    };

    private static string? KindKey(ObjectKind kind) => kind switch
    {
        ObjectKind.Acknowledgement => "mailbox.acknowledgement",
        ObjectKind.Feedback => "mailbox.feedback",
        ObjectKind.Decision => "mailbox.decision",
        ObjectKind.Grant => "mailbox.grant",
        ObjectKind.Control => "mailbox.removal",
        _ => null,
    };

    private static void Body(Turn turn, FormPage page, ThreadItem item)
    {
        var texts = turn.Texts;
        if (item.State != ThreadItemState.Shown)
        {
            page.Paragraph(texts[StateKey(item)]);
            return;
        }

        switch (item.Kind)
        {
            case ObjectKind.Feedback:
                page.Markup("<h4>"u8).Say(texts["mailbox.feedback.action"]).Markup("</h4>"u8).Written(item.Words[0]);
                page.Markup("<h4>"u8).Say(texts["mailbox.feedback.grounds"]).Markup("</h4>"u8).Written(item.Words[1]);
                break;
            case ObjectKind.Decision:
                page.Markup("<p><strong>"u8).Say(texts[DecisionKey(item.Decision)]).Markup("</strong></p>"u8).Written(item.Words[0]);
                break;
            case ObjectKind.Grant:
                page.Paragraph(texts.Of("mailbox.grant.text", ("who", Subject(turn, item)), ("date", texts.Date(item.Day)))).Written(item.Words[0]);
                break;
            case ObjectKind.Control:
                page.Paragraph(texts.Of("mailbox.removal.text", ("who", Subject(turn, item)), ("date", texts.Date(item.Day))));
                break;
            case ObjectKind.ChannelNotice when item.Notice is { } notice:
                page.Paragraph(texts.Of("mailbox.channel.text", ("received", texts.Date(notice.Received)), ("feedback", texts.Date(notice.FeedbackBy)))).Paragraph(texts["mailbox.channel.rights"]);
                break;
            default:
                page.Written(item.Words[0]);
                break;
        }

        _ = item.Files == 0 ? page : page.Soft(texts["form.files.reply"]);
    }

    private static string Subject(Turn turn, ThreadItem item) => MailboxPage.NameOf(turn, item.Subject ?? Id16.Zeros);

    private static FormPage Written(this FormPage page, Utf8Text words)
    {
        page.Markup("<p class=\"written\">"u8).Writer.Words(words.Span);
        return page.Markup("</p>"u8);
    }

    private static string StateKey(ThreadItem item) => item.State switch
    {
        ThreadItemState.Sent => item.Kind == ObjectKind.Report ? "mailbox.withheld.report" : "mailbox.withheld.message",
        ThreadItemState.Withheld => "mailbox.bad.withheld",
        ThreadItemState.RemovedHere => "mailbox.bad.removed",
        ThreadItemState.Erased => "mailbox.bad.erased",
        ThreadItemState.NotFromYourOfficers => "mailbox.bad.not-from-your-officers",
        _ => "mailbox.bad.cannot-be-opened",
    };

    private static string DecisionKey(int decision) => decision switch
    {
        1 => "mailbox.decision.admissible",
        2 => "mailbox.decision.inadmissible",
        3 => "mailbox.decision.handedOver",
        _ => "mailbox.decision.closed",
    };
}
