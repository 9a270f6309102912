using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Turns;

namespace IntegrityChannel.Intake.Host.Assisted.ShowStart;

/// <summary>The first page: what this is, the doors, Comité P as an equal choice, what the law promises, who reads.</summary>
internal static class StartPage
{
    internal static void Show(Turn turn)
    {
        var texts = turn.Texts;
        var page = turn.Begin().Heading(texts["start.title"]).KeysNotice(turn).Lead(texts["start.lead"]).Soft(texts["start.device"]);
        page.Ask("before"u8, texts["start.door.report"], primary: true).Ask("open"u8, texts["start.door.code"]);
        page.Markup("<div class=\"panel\">"u8).Section(texts["start.comite.title"]).Paragraph(texts["start.comite.text"]).Ask("comite"u8, texts["start.comite.how"]).Markup("</div>"u8);
        page.Section(texts["start.expect.title"]).Markup("<dl class=\"facts\">"u8);
        Fact(page, texts["start.expect.code"], texts["start.expect.code.note"]);
        Fact(page, texts["start.expect.acknowledge"], texts["start.expect.acknowledge.note"]);
        Fact(page, texts["start.expect.feedback"], texts["start.expect.feedback.note"]);
        page.Markup("</dl>"u8).Section(texts["start.readers.title"]).Markup("<dl class=\"facts\">"u8);
        Fact(page, texts["start.readers.yes"], texts["start.readers.yes.text"]);
        Fact(page, texts["start.readers.no"], texts["form.start.no"]);
        Fact(page, texts["form.start.server"], texts["form.start.server.text"]);
        page.Markup("</dl>"u8).Section(texts["start.place.title"]).Markup("<ul class=\"list\">"u8);
        foreach (var line in texts.Lines("start.place.lines"))
        {
            page.Markup("<li>"u8).Say(line).Markup("</li>"u8);
        }

        page.Markup("</ul>"u8).Section(texts["start.elsewhere.title"]).Paragraph(texts["start.elsewhere.text"]).Begin().Markup("<div class=\"actions\">"u8)
            .Button("how"u8, texts["frame.footer.how"]).Button("rights"u8, texts["frame.footer.rights"]).Button("data"u8, texts["frame.footer.data"]).Markup("</div>"u8).End().EndFrame();
    }

    private static void Fact(FormPage page, string term, string text) => page.Markup("<div><dt>"u8).Say(term).Markup("</dt><dd>"u8).Say(text).Markup("</dd></div>"u8);
}
