using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Host.Assisted.Choosing;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Turns;

namespace IntegrityChannel.Intake.Host.Assisted.BeforeWriting;

/// <summary>Before writing: staff member or not (never proof), where else to go, who is involved and left out, whether a confidant reads along.</summary>
internal static class BeforePage
{
    private static readonly string[] Staff = ["yes", "no", "unsaid"];

    /// <param name="turn">The form that asked for it.</param>
    /// <param name="nobody">Nobody would be left who may decide.</param>
    internal static void Show(Turn turn, bool nobody = false)
    {
        var texts = turn.Texts;
        var page = turn.Begin(isError: nobody).Step("before.step", "before.title").KeysNotice(turn);
        if (turn.Keys.InUse is not { } directory)
        {
            page.Ask("comite"u8, texts["start.comite.how"]).EndFrame();
            return;
        }

        if (nobody)
        {
            var leftOut = Readers.Choose(directory, turn.Form).LeftOut.Count > 0;
            page.Notice(NoticeTone.Late, texts["before.nobody.title"], texts[leftOut ? "before.nobody.text" : "before.nobody.keys"]);
        }

        page.Begin().Carry(turn.Form, Draft.Written).Group(texts["before.staff.title"], texts["before.staff.hint"]);
        foreach (var value in Staff)
        {
            page.Choice(FormField.Staff, value, texts[$"before.staff.{value}"], IsStaff(turn.Form, value), several: false);
        }

        page.Markup("</fieldset><p class=\"hint\">"u8).Say(texts["form.before.notStaff"]).Markup("</p>"u8);
        People(turn, page, FormField.Involved, [.. Readers.People(directory)], "before.involved.title", "before.involved.hint");
        People(turn, page, FormField.Invited, [.. Readers.Confidants(directory)], "before.invited.title", "before.invited.hint");
        page.Markup("<div class=\"actions\">"u8).Button("write"u8, texts["nav.next"], primary: true).Button("comite"u8, texts["start.comite.how"]).Markup("</div>"u8).End();
        page.Section(texts["before.elsewhere.title"]).Lines([.. texts.Lines("before.elsewhere.lines").Select(Lower)]).EndFrame();
    }

    private static bool IsStaff(FormFields form, string value) =>
        form[FormField.Staff].IsEmpty ? value == "unsaid" : form[FormField.Staff].Span.SequenceEqual(System.Text.Encoding.ASCII.GetBytes(value));

    private static void People(Turn turn, FormPage page, FormField field, IReadOnlyList<OfficerInUse> officers, string title, string hint)
    {
        if (officers.Count == 0)
        {
            return;
        }

        var ticked = turn.Form.All(field).Select(FormId.Read).OfType<Id16>().ToHashSet();
        page.Group(turn.Texts[title], turn.Texts[hint]);
        foreach (var officer in officers)
        {
            page.Choice(field, officer.Listed.Id.ToString(), PersonName.Of(turn.Texts, officer.Listed), ticked.Contains(officer.Listed.Id), several: true);
        }

        page.Markup("</fieldset>"u8);
    }

    // Below a heading of this page a subject is a paragraph.
    private static string Lower(string line) => line.StartsWith("# ", StringComparison.Ordinal) ? line[2..] : line;
}
