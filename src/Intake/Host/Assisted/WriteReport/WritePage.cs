using IntegrityChannel.Intake.Host.Assisted.BeforeWriting;
using IntegrityChannel.Intake.Host.Assisted.Choosing;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Turns;

namespace IntegrityChannel.Intake.Host.Assisted.WriteReport;

/// <summary>Writing. Only the story is asked for; everything else may stay empty.</summary>
internal static class WritePage
{
    private const int LongestStory = 40_000;
    private const int LongestOther = 4_000;

    /// <param name="turn">The form that asked for it.</param>
    /// <param name="problem">Key of the sentence on what must be mended; null for none.</param>
    internal static void Show(Turn turn, string? problem = null)
    {
        if (turn.Keys.InUse is not { } directory || !Readers.Choose(directory, turn.Form).SomeoneMayDecide)
        {
            BeforePage.Show(turn, nobody: turn.Keys.InUse is not null);
            return;
        }

        var texts = turn.Texts;
        var error = problem is null ? null : texts[problem];
        var page = turn.Begin(isError: error is not null);
        if (error is not null)
        {
            page.Summary(FormField.Story, error);
        }

        page.Step("write.step", "write.title").Begin().Carry(turn.Form, Draft.Chosen).Carry(turn.Form, FormField.Recovery, FormField.Code, FormField.Asked);
        foreach (var (field, _, label) in Draft.Questions)
        {
            var isStory = field == FormField.Story;
            page.Field(new WordsField(field, texts[label], turn.Form[field])
            {
                Hint = isStory ? texts["write.story.hint"] : null,
                Error = isStory ? error : null,
                Rows = isStory ? 9 : field == FormField.Check ? 3 : null,
                Optional = !isStory,
                Longest = isStory ? LongestStory : LongestOther,
            });
        }

        page.Markup("<div class=\"actions\">"u8).Button("check"u8, texts["nav.next"], primary: true).Button("before"u8, texts["nav.back"]).Markup("</div>"u8).End();
        page.Section(texts["write.who.title"]).Soft(texts["write.who.text"]).Section(texts["files.title"]).Soft(texts["form.files"]).EndFrame();
    }
}
