using System.Globalization;
using System.Text;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>One known answer: `key: value` lines, an empty line, bytes in base64 (tests/Vectors/README.md).</summary>
internal sealed class VectorFile
{
    private const int LineLength = 76;
    private readonly List<KeyValuePair<string, string>> values;
    private readonly HashSet<string> asked = ["what", "expect", "comment"];

    internal VectorFile(IEnumerable<KeyValuePair<string, string>> values, byte[] bytes)
    {
        this.values = [.. values];
        Bytes = bytes;
        if (this.values.DistinctBy(pair => pair.Key).Count() != this.values.Count)
        {
            throw new FormatException("a key stands twice");
        }
    }

    internal byte[] Bytes { get; }

    internal string What => Text("what");

    internal string Expect => Text("expect");

    /// <exception cref="FormatException">Not in the format.</exception>
    internal static VectorFile Parse(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0)
        {
            throw new FormatException("no empty line");
        }

        var pairs = text[..end].Split('\n').Select(line => line.Split(':', 2))
            .Select(parts => parts.Length == 2 ? KeyValuePair.Create(parts[0], parts[1].TrimStart(' ')) : throw new FormatException("a line without a colon"));
        return new VectorFile(pairs, Convert.FromBase64String(text[(end + 2)..]));
    }

    internal string Text(string key)
    {
        asked.Add(key);
        return Find(key) ?? throw new FormatException($"{key} is missing");
    }

    internal string? Find(string key) => values.Where(pair => pair.Key == key).Select(pair => pair.Value).FirstOrDefault();

    internal byte[] Hex(string key)
    {
        var text = Text(key);
        return !text.Any(char.IsAsciiLetterUpper) ? Convert.FromHexString(text) : throw new FormatException($"{key} is not lower-case hexadecimal");
    }

    internal uint Number(string key) => uint.Parse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Keys nobody asked for: the format must not rot quietly.</summary>
    internal IReadOnlyList<string> Unasked() => [.. values.Select(pair => pair.Key).Where(key => !asked.Contains(key))];

    internal VectorFile With(IEnumerable<KeyValuePair<string, string>> more) => new([.. values, .. more], Bytes);

    /// <summary>The same keys with other bytes.</summary>
    internal VectorFile WithBytes(byte[] bytes) => new(values, bytes);

    internal string Write()
    {
        var text = new StringBuilder();
        foreach (var (key, value) in values)
        {
            text.Append($"{key}: {value}".TrimEnd()).Append('\n');
        }

        text.Append('\n');
        var body = Convert.ToBase64String(Bytes);
        for (var at = 0; at < body.Length; at += LineLength)
        {
            text.Append(body.AsSpan(at, Math.Min(LineLength, body.Length - at))).Append('\n');
        }

        return text.ToString();
    }
}
