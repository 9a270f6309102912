using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Turns;

namespace IntegrityChannel.Intake.Host.Assisted.ShowStart;

/// <summary>Where the organisation does not offer this path: no error, and the ways that there are.</summary>
internal static class OffPage
{
    internal static void Show(Turn turn)
    {
        var texts = turn.Texts;
        turn.Page.HasLabel = false;
        turn.Begin().Heading(texts["form.off.title"]).Paragraph(texts["form.off.text"]).Markup("<p><a href=\"/"u8).Say(texts.Language).Markup("\">"u8).Say(texts["form.label.script"])
            .Markup("</a></p>"u8).Section(texts["comite.title"]).Lines(texts.Lines("comite.page")).EndFrame();
    }
}
