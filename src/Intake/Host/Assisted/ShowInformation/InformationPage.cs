using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Turns;

namespace IntegrityChannel.Intake.Host.Assisted.ShowInformation;

/// <summary>Pages that only tell.</summary>
internal static class InformationPage
{
    internal static void ShowHow(Turn turn) => Show(turn, "how.title", turn.Texts.Lines("form.how"));

    internal static void ShowRights(Turn turn) => Show(turn, "rights.title", turn.Texts.Lines("rights.page"));

    internal static void ShowData(Turn turn) => Show(turn, "data.title", turn.Texts.Lines("data.page"));

    internal static void ShowSeen(Turn turn) => Show(turn, "seen.title", turn.Texts.Lines("seen.page"));

    /// <summary>The organisation's own words, where it has any, and then what holds everywhere.</summary>
    internal static void ShowComite(Turn turn)
    {
        var own = turn.Desk.Facts.Organisation?.ExternalChannelIn(turn.Texts.Language) ?? "";
        Show(turn, "comite.title", [.. own.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), .. turn.Texts.Lines("comite.page")]);
    }

    private static void Show(Turn turn, string title, IReadOnlyList<string> lines) =>
        turn.Begin().Heading(turn.Texts[title]).Lines(lines).Ask("start"u8, turn.Texts["nav.start"]).EndFrame();
}
