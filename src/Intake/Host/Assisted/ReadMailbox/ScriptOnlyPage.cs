using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Turns;

namespace IntegrityChannel.Intake.Host.Assisted.ReadMailbox;

/// <summary>A code that was made in a browser with script: its replies were never meant for the eyes of a server.</summary>
internal static class ScriptOnlyPage
{
    internal static void Show(Turn turn)
    {
        var texts = turn.Texts;
        turn.Begin().Heading(texts["form.scriptonly.title"]).Paragraph(texts["form.scriptonly.text"]).Paragraph(texts["form.scriptonly.seen"])
            .Markup("<p><a href=\"/"u8).Say(texts.Language).Markup("\">"u8).Say(texts["form.label.script"]).Markup("</a></p>"u8).Ask("start"u8, texts["nav.start"]).EndFrame();
    }
}
