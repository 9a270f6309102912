using System.Text;

namespace IntegrityChannel.Testing;

/// <summary>Every header of every answer of a host as one text: what all carry stands once, and each answer says where it differs.</summary>
public sealed class GoldenHeaders(string title)
{
    // Their values say how long a page is today and when it was asked for; that they stand there is what counts.
    private static readonly string[] AnyValue = ["Content-Length", "Date"];

    // What an answer is differs by route, so that it stands with each: a new route changes its own lines only.
    private static readonly string[] OfEach = ["Content-Length", "Content-Type", "Vary"];

    private readonly SortedDictionary<string, SortedDictionary<string, string>> answers = new(StringComparer.Ordinal);

    /// <summary>Adds one answer.</summary>
    /// <param name="who">Who asked, such as "stranger".</param>
    /// <param name="request">Method and route.</param>
    /// <param name="response">The answer.</param>
    public void Add(string who, string request, HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => AnyValue.Contains(header.Key) ? "(any)" : string.Join(" | ", header.Value.Select(Neutral)), StringComparer.OrdinalIgnoreCase);
        answers.Add($"{request} · {who} · {(int)response.StatusCode}", new(headers, StringComparer.OrdinalIgnoreCase));
    }

    public override string ToString()
    {
        var text = new StringBuilder().Append("# ").Append(title).Append('\n').Append("# Routes without a line of their own under them carry this and nothing else. A test compares all of it.\n\nevery answer\n");
        var common = answers.Values.SelectMany(headers => headers).Where(header => !OfEach.Contains(header.Key)).GroupBy(header => header).Where(group => group.Count() * 2 > answers.Count).Select(group => group.Key)
            .OrderBy(header => header.Key, StringComparer.Ordinal).ToList();
        common.ForEach(header => text.Append("  ").Append(header.Key).Append(": ").Append(header.Value).Append('\n'));
        foreach (var (answer, headers) in answers)
        {
            text.Append('\n').Append(answer).Append('\n');
            foreach (var (name, value) in common.Where(header => !headers.ContainsKey(header.Key)))
            {
                text.Append("  without ").Append(name).Append('\n');
            }

            foreach (var (name, value) in headers.Where(header => !common.Contains(header)))
            {
                text.Append("  ").Append(name).Append(": ").Append(value).Append('\n');
            }
        }

        return text.ToString();
    }

    // A cookie's value is random; its name and what it may do are not.
    private static string Neutral(string value) =>
        value.StartsWith("__Host-", StringComparison.Ordinal) && value.IndexOf(';', StringComparison.Ordinal) is > 0 and var end ? $"{value[..value.IndexOf('=', StringComparison.Ordinal)]}=(any){value[end..]}" : value;
}
