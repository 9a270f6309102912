using System.Globalization;
using IntegrityChannel.Intake.Host.Assisted.Choosing;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Turns;
using IntegrityChannel.Intake.Host.Assisted.WriteReport;

namespace IntegrityChannel.Intake.Host.Assisted.CheckReport;

/// <summary>Check: exactly what goes, to whom, who is left out, and whether the recovery key may open it.</summary>
internal static class CheckPage
{
    /// <param name="turn">The form that asked for it.</param>
    /// <param name="changed">The readers are no longer those whom the reporter saw.</param>
    internal static void Show(Turn turn, bool changed = false)
    {
        if (!IsWritten(turn) || turn.Keys.InUse is not { } directory)
        {
            return;
        }

        var texts = turn.Texts;
        var readers = Readers.Choose(directory, turn.Form);
        var page = turn.Begin().Step("check.step", "check.title").KeysNotice(turn);
        if (changed)
        {
            page.Notice(NoticeTone.Near, texts["check.changed.title"], texts["check.changed.text"]);
        }

        page.Begin().Carry(turn.Form, Draft.Chosen).Carry(turn.Form, FormField.Story, FormField.Where, FormField.Who, FormField.Check, FormField.Category, FormField.Code, FormField.Asked);
        page.Markup("<dl class=\"facts\">"u8);
        foreach (var (field, _, label) in Draft.Questions.Where(question => turn.Form.IsFilled(question.Field)))
        {
            page.Markup("<div><dt>"u8).Say(texts[label]).Markup("</dt><dd><span class=\"written\">"u8).Writer.Words(turn.Form[field].Span);
            page.Markup("</span></dd></div>"u8);
        }

        Fact(page, texts["before.staff.title"], texts[Staff(turn.Form)]);
        Fact(page, texts["check.readers"], PersonName.Of(texts, readers.Read));
        if (readers.LeftOut.Count > 0)
        {
            Fact(page, texts["check.leftOut"], $"{PersonName.Of(texts, readers.LeftOut)}. {texts["check.leftOut.note"]}");
        }

        if (readers.WithoutKey.Count > 0)
        {
            Fact(page, texts["check.withoutKey"], $"{PersonName.Of(texts, readers.WithoutKey)}. {texts["check.withoutKey.note"]}");
        }

        Fact(page, texts["check.name"], texts["check.name.text"]);
        Fact(page, texts["check.language"], texts["check.language.text"]);
        page.Markup("</dl>"u8).Notice(NoticeTone.Plain, texts["check.sealed.title"], texts["form.check.sealed"], texts["check.sealed.server"]);
        foreach (var reader in readers.Read)
        {
            page.Hidden(FormField.Agreed, reader.Listed.Id);
        }

        var refused = turn.Form.Has(FormField.Recovery, "no"u8);
        var content = directory.Directory.Content;
        page.Group(texts["check.recovery"], texts.Of("form.check.recovery", ("needed", Number(content.SharesNeeded)), ("made", Number(content.SharesMade))))
            .Choice(FormField.Recovery, "yes", texts["check.staff.yes"], !refused, several: false)
            .Choice(FormField.Recovery, "no", texts["check.staff.no"], refused, several: false).Markup("</fieldset><div class=\"actions\">"u8);
        page.Button("code"u8, texts["check.next"], primary: true).Button("write"u8, texts["check.change"]).Markup("</div>"u8).End().Soft(texts["check.order"]).EndFrame();
    }

    /// <summary>False where something must be written or mended first; the page that asks for it is then shown.</summary>
    internal static bool IsWritten(Turn turn)
    {
        var problem = !turn.Form.IsFilled(FormField.Story) ? "write.error.empty" : Draft.IsTooLong(turn.Form) ? "write.error.long" : null;
        if (problem is null && turn.Keys.InUse is { } directory && Readers.Choose(directory, turn.Form).SomeoneMayDecide)
        {
            return true;
        }

        WritePage.Show(turn, problem);
        return false;
    }

    private static string Staff(FormFields form) => form.Has(FormField.Staff, "yes"u8) ? "check.staff.yes" : form.Has(FormField.Staff, "no"u8) ? "check.staff.no" : "check.staff.unsaid";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Fact(FormPage page, string term, string text) => page.Markup("<div><dt>"u8).Say(term).Markup("</dt><dd>"u8).Say(text).Markup("</dd></div>"u8);
}
