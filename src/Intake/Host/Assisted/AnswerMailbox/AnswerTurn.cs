using System.Globalization;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.ReadMailbox;
using IntegrityChannel.Intake.Host.Assisted.Turns;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Assisted.AnswerMailbox;

/// <summary>A message of the reporter, sealed here for those who still read, and put.</summary>
internal static class AnswerTurn
{
    internal static async Task RunAsync(Turn turn)
    {
        using var visit = await MailboxTurn.OpenAsync(turn);
        if (visit is null)
        {
            return;
        }

        var problem = !turn.Form.IsFilled(FormField.Answer) ? "mailbox.answer.empty" : turn.Form[FormField.Answer].Length > Draft.LongestText ? "mailbox.answer.long" : null;
        if (problem is not null)
        {
            MailboxPage.Show(turn, visit.Mailbox, problem: problem);
        }
        else if (IsAnswered(turn.Form, visit))
        {
            // The same form once more (a reload), or something else was sent meanwhile: looked at again before anything goes twice.
            Failed(turn, visit, PutFailures.Of(PutCode.WrongOrder));
        }
        else
        {
            await SendAsync(turn, visit);
        }
    }

    private static async Task SendAsync(Turn turn, OpenVisit visit)
    {
        for (var tries = 0; ; tries++)
        {
            var outcome = await PutAsync(turn, visit);
            if (outcome is PutOutcome.Accepted accepted)
            {
                using var again = await MailboxTurn.AgainAsync(turn, visit.Keys);
                var news = new MailboxNews(NoticeTone.Good, turn.Texts.Of("mailbox.answer.sent", ("date", turn.Texts.Date(accepted.PutDay))));
                turn.Form.Drop(FormField.Answer, FormField.Act);
                MailboxPage.Show(turn, again ?? visit.Mailbox, news);
                return;
            }

            if (outcome.Code != PutCode.Stale || tries == 2)
            {
                Failed(turn, visit, PutFailures.Of(outcome.Code));
                return;
            }

            turn.LookAgain();
        }
    }

    private static async Task<PutOutcome> PutAsync(Turn turn, OpenVisit visit)
    {
        if (turn.Keys.InUse is not { } directory)
        {
            return new PutOutcome.Refused(PutCode.NotOpen);
        }

        var message = turn.Desk.Door.SealMessage(visit.Mailbox, ReporterActs.Of(turn.Form), turn.Form[FormField.Answer], directory, visit.Keys, out var failure);
        return message is null
            ? new PutOutcome.Refused(failure == FailureClass.Malformed ? PutCode.TooLarge : PutCode.UnknownRecipient)
            : await turn.PutAsync(message);
    }

    private static bool IsAnswered(FormFields form, OpenVisit visit) =>
        !uint.TryParse(form[FormField.After].Span, NumberStyles.None, CultureInfo.InvariantCulture, out var after) || after != visit.Mailbox.NewestOwn;

    private static void Failed(Turn turn, OpenVisit visit, (string Key, string Number) failure) => MailboxPage.Show(
        turn, visit.Mailbox, new MailboxNews(NoticeTone.Late, turn.Texts["mailbox.answer.failed"], $"{turn.Texts[failure.Key]} {turn.Texts.Of("failure.number", ("number", failure.Number))}"));
}
