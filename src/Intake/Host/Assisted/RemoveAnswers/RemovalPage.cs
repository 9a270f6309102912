using IntegrityChannel.Intake.Host.Assisted.Choosing;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.ReadMailbox;
using IntegrityChannel.Intake.Host.Assisted.Sealing;
using IntegrityChannel.Intake.Host.Assisted.Turns;

namespace IntegrityChannel.Intake.Host.Assisted.RemoveAnswers;

/// <summary>Which answers are to be taken out of the mailbox, and what that means.</summary>
internal static class RemovalPage
{
    internal static async Task RunAsync(Turn turn)
    {
        using var visit = await MailboxTurn.OpenAsync(turn);
        if (visit is not null)
        {
            Show(turn, visit.Mailbox);
        }
    }

    internal static void Show(Turn turn, HeldMailbox mailbox, bool nothingChosen = false)
    {
        var texts = turn.Texts;
        var page = turn.Begin(isError: nothingChosen).Heading(texts["mailbox.remove.title"]).Paragraph(texts["mailbox.remove.means"]).Begin().Group(texts["mailbox.remove.title"], hint: null);
        if (nothingChosen)
        {
            page.ErrorLine(FormField.Remove.Name(), texts["mailbox.remove.none"]);
        }

        foreach (var item in mailbox.Items.Where(MailboxPage.IsRemovable))
        {
            var who = item.Officer is { } officer ? PersonName.Of(texts, officer) : texts["mailbox.stranger"];
            page.Choice(FormField.Remove, item.ObjectId.ToString(), texts.Of("mailbox.remove.answer", ("who", who), ("date", texts.Date(item.Day))), ticked: false, several: true);
        }

        page.Markup("</fieldset><div class=\"actions\">"u8).Button("removing"u8, texts["mailbox.remove.send"], primary: true).Button("read"u8, texts["mailbox.remove.cancel"]).Markup("</div>"u8).End().EndFrame();
    }
}
