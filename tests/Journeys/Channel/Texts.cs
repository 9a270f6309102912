using System.Text.Json;

namespace IntegrityChannel.Journeys.Channel;

/// <summary>The language files of the pages, so that a journey looks for the words a person sees and a new wording breaks no journey.</summary>
internal sealed class Texts
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    private Texts(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        Collect("", document.RootElement);
    }

    public static Texts Reporter(string language) => new(Path.Combine(Repository.Root, "src/Intake/Web/texts", $"{language}.json"));

    public static Texts Officer(string language) => new(Path.Combine(Repository.Root, "src/Casework/Web/texts", $"{language}.json"));

    /// <summary>The text of a key; unknown keys fail, because the journey and the page would mean different things.</summary>
    public string this[string key] => _texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException(key);

    /// <summary>The text of a key with its placeholders filled in.</summary>
    public string Of(string key, params (string Name, string Value)[] values) =>
        values.Aggregate(this[key], (text, value) => text.Replace($"{{{value.Name}}}", value.Value, StringComparison.Ordinal));

    private void Collect(string prefix, JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
        {
            var key = prefix.Length == 0 ? property.Name : $"{prefix}.{property.Name}";
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Collect(key, property.Value);
            }
            else if (property.Value.ValueKind == JsonValueKind.String)
            {
                _texts[key] = property.Value.GetString()!;
            }
        }
    }
}
