using System.Text.RegularExpressions;

namespace IntegrityChannel.Crypto.Cli.Verifying;

/// <summary>
/// The template of a page, cut at its tokens: a served page fits if it is the template with words for the tokens, none of which holds markup. One walk from left to
/// right, so that no page of a hostile server holds this program up.
/// </summary>
internal sealed partial class PageTemplate
{
    private readonly List<string> pieces = [];
    private readonly List<string> tokens = [];

    internal PageTemplate(string template)
    {
        var at = 0;
        foreach (Match token in Token().Matches(template))
        {
            pieces.Add(template[at..token.Index]);
            tokens.Add(token.Groups["name"].Value);
            at = token.Index + token.Length;
        }

        pieces.Add(template[at..]);
    }

    /// <summary>The words for the first token of this name; null where the page does not fit.</summary>
    internal string? WordsIn(string page, string token)
    {
        if (!page.StartsWith(pieces[0], StringComparison.Ordinal))
        {
            return null;
        }

        var (at, found) = (pieces[0].Length, "");
        for (var index = 1; index < pieces.Count; index++)
        {
            // What follows a token ends its attribute, so the first place that fits is the only one.
            var next = pieces[index] is ['"', ..] ? page.IndexOf(pieces[index], at, StringComparison.Ordinal) : -1;
            if (next < 0 || page.AsSpan(at, next - at).IndexOfAny("<>\"") >= 0)
            {
                return null;
            }

            found = tokens[index - 1] == token && found.Length == 0 ? page[at..next] : found;
            at = next + pieces[index].Length;
        }

        return at == page.Length ? found : null;
    }

    // A name between braces; scripts inside a template have braces of their own.
    [GeneratedRegex(@"\{\{(?<name>[A-Za-z]+)\}\}")]
    private static partial Regex Token();
}
