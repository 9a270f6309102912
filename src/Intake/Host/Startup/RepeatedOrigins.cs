namespace IntegrityChannel.Intake.Host.Startup;

/// <summary>
/// <c>--origin A --origin B</c>: a channel may have several addresses, such as one on the internet and one in the intranet. Settings know one value a name, so
/// repeated ones become one, separated by spaces, which no origin holds; the environment variable is written like that from the start.
/// </summary>
internal static class RepeatedOrigins
{
    /// <summary>How many addresses one process has at most.</summary>
    internal const int Most = 8;

    private const string Flag = "--origin";
    private const int Longest = 256;

    /// <summary>The arguments with every <c>--origin</c> in one place at the end; all others as they were.</summary>
    internal static string[] Join(IReadOnlyList<string> arguments)
    {
        var (rest, origins) = (new List<string>(), new List<string>());
        for (var at = 0; at < arguments.Count; at++)
        {
            if (arguments[at].StartsWith(Flag + "=", StringComparison.OrdinalIgnoreCase))
            {
                origins.Add(arguments[at][(Flag.Length + 1)..]);
            }
            else if (arguments[at].Equals(Flag, StringComparison.OrdinalIgnoreCase) && at + 1 < arguments.Count)
            {
                origins.Add(arguments[++at]);
            }
            else
            {
                rest.Add(arguments[at]);
            }
        }

        return origins.Count == 0 ? [.. rest] : [.. rest, Flag, string.Join(' ', origins)];
    }

    /// <summary>The single addresses, in the order in which they were given.</summary>
    internal static string[] Split(string joined) => joined.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is wrong with them, as a sentence for the operator; null where they can be used.</summary>
    internal static string? Fault(IReadOnlyCollection<string> origins) =>
        origins.Count is 0 or > Most ? $"--origin must be given once to {Most} times."
        : !origins.All(IsOrigin) ? "--origin must be scheme://host[:port] without a path."
        : origins.Distinct(StringComparer.Ordinal).Count() != origins.Count ? "--origin names an address twice."
        : null;

    private static bool IsOrigin(string text) =>
        text.Length <= Longest
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.GetLeftPart(UriPartial.Authority) == text;
}
