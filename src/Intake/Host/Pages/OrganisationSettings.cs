using System.Text.Json;
using IntegrityChannel.Intake.Host.Startup;

namespace IntegrityChannel.Intake.Host.Pages;

/// <summary>What the page may say about the organisation: its name per language, and the languages offered, the first being the default.</summary>
internal sealed class OrganisationSettings
{
    private readonly Dictionary<string, string> names;

    private OrganisationSettings(Dictionary<string, string> names, IReadOnlyList<string> languages)
    {
        this.names = names;
        Languages = languages;
    }

    /// <summary>Language tags as they stand in paths (<c>/nl</c>).</summary>
    internal IReadOnlyList<string> Languages { get; }

    /// <summary>The name in this language, else in the first one.</summary>
    internal string NameIn(string language) => names.TryGetValue(language, out var name) ? name : names[Languages[0]];

    /// <summary>Reads organisation/settings.json; null while the organisation was not set up yet.</summary>
    /// <exception cref="StartRefused">The file exists and cannot be understood.</exception>
    internal static OrganisationSettings? Read(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var names = document.RootElement.GetProperty("name").EnumerateObject()
                .ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal);
            var languages = document.RootElement.GetProperty("languages").EnumerateArray().Select(entry => entry.GetString()!).ToList();
            return languages.Count > 0 && names.ContainsKey(languages[0])
                ? new OrganisationSettings(names, languages)
                : throw new StartRefused($"{file} must name the organisation in its first language.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new StartRefused($"{file} is not readable as organisation settings.");
        }
    }
}
