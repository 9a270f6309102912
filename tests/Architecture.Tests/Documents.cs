namespace IntegrityChannel.Architecture.Tests;

/// <summary>Reads tables and sections of the documents.</summary>
internal static class Documents
{
    /// <summary>The cells of a table's rows, below the line that is its heading.</summary>
    public static IReadOnlyList<string[]> TableRows(string document, string heading) =>
        [.. Repository.Read(document).Split('\n')
            .SkipWhile(line => line != heading)
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];

    /// <summary>From a heading of the second level to the next one.</summary>
    public static string Section(string document, string heading)
    {
        var text = Repository.Read(document);
        var start = text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{document} has no section \"{heading}\"");
        var end = text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }
}
