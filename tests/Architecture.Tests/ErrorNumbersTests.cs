using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IntegrityChannel.Architecture.Tests;

/// <summary>A number on a page is all that somebody has to look up: docs/errors.md must say what it means and what to do.</summary>
public sealed partial class ErrorNumbersTests
{
    [Fact]
    public void Every_answer_to_a_put_that_a_page_can_show_is_explained()
    {
        var refusals = Repository.Read("src/Crypto/Web/putanswer.ts");
        var list = PutRefusals().Match(refusals).Groups["list"].Value;
        var shown = Number().Matches(list).Select(found => int.Parse(found.Value, CultureInfo.InvariantCulture)).ToList();

        Assert.NotEmpty(shown);
        Assert.Empty(shown.Where(number => !Explained("## Answers to a put").Contains(number)));
    }

    [Fact]
    public void Every_number_that_has_words_of_its_own_on_a_page_is_explained()
    {
        var numbers = TextFiles().SelectMany(NumbersIn).ToList();

        Assert.Contains(("put", 32), numbers.Select(each => (each.Family, each.Number)));
        Assert.Contains(("mail", 71), numbers.Select(each => (each.Family, each.Number)));
        Assert.Empty(numbers.Where(each => !Explained(each.Family == "put" ? "## Answers to a put" : null).Contains(each.Number)));
    }

    [Fact]
    public void Every_number_says_what_happened_and_what_to_do()
    {
        var rows = Repository.Read("docs/errors.md").Split('\n').Where(line => line.StartsWith("| E-", StringComparison.Ordinal)).Select(line => line.Trim('|').Split('|')).ToList();
        Assert.Empty(rows.Where(cells => cells.Length < 4 || cells.Any(string.IsNullOrWhiteSpace)).Select(cells => cells[0]));
        Assert.Equal(Explained(null).Count, rows.Select(cells => cells[0]).Distinct().Count());
    }

    [Fact]
    public void A_number_that_nobody_explained_would_be_found()
    {
        using var planted = JsonDocument.Parse("""{"mail.code.E-99":"words","put.code.98":"words","put.code.other":"words","mail.fine":"words"}""");
        var numbers = NumbersIn(planted.RootElement).ToList();

        Assert.Equal([("mail", 99), ("put", 98)], numbers);
        Assert.All(numbers, each => Assert.DoesNotContain(each.Number, Explained(null)));
    }

    private static HashSet<int> Explained(string? section)
    {
        var text = Repository.Read("docs/errors.md");
        if (section is not null)
        {
            text = text[text.IndexOf(section, StringComparison.Ordinal)..];
            text = text[..text.IndexOf("\n## ", StringComparison.Ordinal)];
        }

        return [.. Row().Matches(text).Select(row => int.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture))];
    }

    private static IEnumerable<JsonElement> TextFiles() =>
        from folder in (string[])["src/Intake/Web/texts", "src/Casework/Web/texts"]
        from file in Repository.Files(folder, ".json")
        select JsonDocument.Parse(Repository.Read(file)).RootElement;

    private static IEnumerable<(string Family, int Number)> NumbersIn(JsonElement texts) =>
        from entry in texts.EnumerateObject()
        let key = NumberedKey().Match(entry.Name)
        where key.Success
        select (key.Groups["family"].Value, int.Parse(key.Groups["number"].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"export const PutRefusal = \{(?<list>[^}]*)\}")]
    private static partial Regex PutRefusals();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\| E-(?<number>\d\d) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^(?<family>\w+)\.code\.(E-)?(?<number>\d+)$")]
    private static partial Regex NumberedKey();
}
