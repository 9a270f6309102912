namespace IntegrityChannel.Journeys.Channel;

/// <summary>Reads officers.txt of the demonstration: blocks of "name: …" and "passphrase: …" lines.</summary>
internal static class DemoSignIns
{
    public static IReadOnlyDictionary<string, string> Read(string file)
    {
        var signIns = new Dictionary<string, string>(StringComparer.Ordinal);
        string? name = null;
        foreach (var line in File.ReadLines(file).Select(line => line.Trim()))
        {
            if (Value(line, "name:") is { } found)
            {
                name = found;
            }
            else if (name is not null && Value(line, "passphrase:") is { } passphrase)
            {
                signIns.Add(name, passphrase);
            }
        }

        return signIns;
    }

    private static string? Value(string line, string label) =>
        line.StartsWith(label, StringComparison.Ordinal) ? line[label.Length..].Trim() : null;
}
