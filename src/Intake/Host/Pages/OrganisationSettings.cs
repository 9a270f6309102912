using System.Text.Json;
using IntegrityChannel.Intake.Host.Startup;
using IntegrityChannel.Intake.Mailbox.Uploads;

namespace IntegrityChannel.Intake.Host.Pages;

/// <summary>What the page may say about the organisation: its name per language, and the languages offered, the first being the default.</summary>
internal sealed class OrganisationSettings
{
    private readonly Dictionary<string, string> names;

    private readonly Dictionary<string, string> externalChannel;

    private OrganisationSettings(Dictionary<string, string> names, IReadOnlyList<string> languages, AttachmentLimit attachments, Dictionary<string, string> externalChannel)
    {
        this.names = names;
        this.externalChannel = externalChannel;
        Languages = languages;
        Attachments = attachments;
    }

    /// <summary>How much one message may bring along.</summary>
    internal AttachmentLimit Attachments { get; }

    /// <summary>Language tags as they stand in paths (<c>/nl</c>).</summary>
    internal IReadOnlyList<string> Languages { get; }

    /// <summary>The name in this language, else in the first one.</summary>
    internal string NameIn(string language) => names.TryGetValue(language, out var name) ? name : names[Languages[0]];

    /// <summary>The organisation's own words on the external channel (Comité P) in this language; empty where it has none.</summary>
    internal string ExternalChannelIn(string language) => externalChannel.GetValueOrDefault(language, "");

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
            var names = ReadTexts(document.RootElement.GetProperty("name"));
            var external = document.RootElement.TryGetProperty("externalChannel", out var texts) ? ReadTexts(texts) : [];
            var languages = document.RootElement.GetProperty("languages").EnumerateArray().Select(entry => entry.GetString()!).ToList();
            var attachments = document.RootElement.TryGetProperty("attachmentMib", out var mib) ? AttachmentLimit.TryCreate(mib.GetInt32()) : AttachmentLimit.Default;
            return languages.Count > 0 && names.ContainsKey(languages[0]) && attachments is not null
                ? new OrganisationSettings(names, languages, attachments, external)
                : throw new StartRefused($"{file} must name the organisation in its first language, and its attachmentMib must lie between 1 and 1024.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new StartRefused($"{file} is not readable as organisation settings.");
        }
    }

    private static Dictionary<string, string> ReadTexts(JsonElement element) =>
        element.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal);
}
