using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Host.Assisted.Pages;

namespace IntegrityChannel.Intake.Host.Assisted.Turns;

/// <summary>What is wrong with the keys and what still works, in plain words; nothing where all is well.</summary>
internal static class KeysNotices
{
    internal static FormPage KeysNotice(this FormPage page, Turn turn)
    {
        var texts = turn.Texts;
        if (turn.Keys.InUse is not { } inUse)
        {
            return turn.Keys.IsClosed
                ? page.Notice(NoticeTone.Near, texts["keys.closed.title"], texts["keys.closed.text"])
                : page.Notice(NoticeTone.Late, texts["keys.refused.title"], texts["form.keys.refused"]);
        }

        if (turn.Keys.Warnings == DirectoryWarnings.None)
        {
            return page;
        }

        var date = texts.Date(inUse.ConfirmedOn);
        var expires = texts.Date(inUse.Directory.Content.Expires);
        List<string> lines = [];
        lines.AddRange(turn.Keys.Warnings.HasFlag(DirectoryWarnings.Freshness) ? [texts.Of("keys.warning.freshness", ("date", date))] : []);
        lines.AddRange(turn.Keys.Warnings.HasFlag(DirectoryWarnings.Certificate) ? [texts["keys.warning.certificate"]] : []);
        lines.AddRange(turn.Keys.Warnings.HasFlag(DirectoryWarnings.DirectoryExpired) ? [texts.Of("keys.warning.directory-expired", ("expires", expires))] : []);
        return page.Notice(NoticeTone.Near, texts["keys.warning.title"], [.. lines, texts["keys.warning.end"]]);
    }
}
