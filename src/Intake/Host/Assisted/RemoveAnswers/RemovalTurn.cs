using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.ReadMailbox;
using IntegrityChannel.Intake.Host.Assisted.Turns;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Assisted.RemoveAnswers;

/// <summary>Takes answers out of the mailbox: nobody who has the code can open them any more.</summary>
internal static class RemovalTurn
{
    internal static async Task RunAsync(Turn turn)
    {
        using var visit = await MailboxTurn.OpenAsync(turn);
        if (visit is null)
        {
            return;
        }

        var chosen = turn.Form.All(FormField.Remove).Select(FormId.Read).OfType<Id16>().ToHashSet();
        chosen.IntersectWith(visit.Mailbox.Items.Where(MailboxPage.IsRemovable).Select(item => item.ObjectId));
        if (chosen.Count == 0)
        {
            RemovalPage.Show(turn, visit.Mailbox, nothingChosen: true);
            return;
        }

        var texts = turn.Texts;
        var outcome = await PutAsync(turn, visit, chosen);
        using var again = await MailboxTurn.AgainAsync(turn, visit.Keys);
        var (key, number) = PutFailures.Of(outcome.Code);
        MailboxPage.Show(turn, again ?? visit.Mailbox, outcome is PutOutcome.Accepted
            ? new MailboxNews(NoticeTone.Good, texts["mailbox.remove.done"], texts["mailbox.remove.done.text"])
            : new MailboxNews(NoticeTone.Late, texts["mailbox.remove.failed"], $"{texts[key]} {texts.Of("failure.number", ("number", number))}"));
    }

    private static async Task<PutOutcome> PutAsync(Turn turn, OpenVisit visit, HashSet<Id16> chosen)
    {
        for (var tries = 0; ; tries++)
        {
            if (turn.Keys.InUse is not { } directory || turn.Desk.Door.SealRemoval(visit.Mailbox, chosen, directory, visit.Keys, out _) is not { } removal)
            {
                return new PutOutcome.Refused(PutCode.NotOpen);
            }

            var outcome = await turn.PutAsync(removal);
            if (outcome.Code != PutCode.Stale || tries == 2)
            {
                return outcome;
            }

            turn.LookAgain();
        }
    }
}
