using System.Text.Json;
using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Casework.Rules.Reminders;
using IntegrityChannel.Intake.Mailbox.Uploads;

namespace IntegrityChannel.Casework.Host.Organisation;

/// <summary>organisation/settings.json: how the organisation is called, which languages it offers, where it lies, and how it wants its mail.</summary>
internal sealed class OrganisationSettings
{
    private const int LongestName = 120;
    private const int LongestExternal = 1000;

    private readonly Dictionary<string, string> names;

    private OrganisationSettings(Dictionary<string, string> names, IReadOnlyList<string> languages, TimeZoneInfo zone, MailRule mailRule, bool automaticAcknowledgement, AttachmentLimit attachments)
    {
        this.names = names;
        Languages = languages;
        Zone = zone;
        MailRule = mailRule;
        AutomaticAcknowledgement = automaticAcknowledgement;
        Attachments = attachments;
    }

    /// <summary>How much one message may bring along.</summary>
    internal AttachmentLimit Attachments { get; }

    /// <summary>Language tags as they stand in paths (<c>/nl</c>); the first is the default.</summary>
    internal IReadOnlyList<string> Languages { get; }

    /// <summary>For the first directory; from then on the directory says it.</summary>
    internal TimeZoneInfo Zone { get; }

    /// <summary>When officers are mailed.</summary>
    internal MailRule MailRule { get; }

    /// <summary>The channel acknowledges by itself when no officer does in time (docs/deadlines.md).</summary>
    /// <value>Default: true.</value>
    internal bool AutomaticAcknowledgement { get; }

    /// <summary>The name in this language, else in the first one.</summary>
    internal string NameIn(string language) => names.TryGetValue(language, out var name) ? name : names[Languages[0]];

    /// <exception cref="StartRefused">The file is missing or cannot be understood.</exception>
    internal static OrganisationSettings Read(string file)
    {
        if (!File.Exists(file))
        {
            throw new StartRefused($"There is no organisation in this data folder ({file} is missing). Run `./dev run` for a demonstration, or the ceremony.");
        }

        return TryParse(File.ReadAllBytes(file))
            ?? throw new StartRefused($"{file} is not readable as organisation settings: it must name the organisation in its first language, a known zone, a mailRule of discreet or constant, and an attachmentMib between 1 and 1024.");
    }

    /// <summary>Null for what is no settings file.</summary>
    internal static OrganisationSettings? TryParse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Parse(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    private static OrganisationSettings? Parse(JsonElement root)
    {
        var names = ReadTexts(root.GetProperty("name"));
        var languages = root.GetProperty("languages").EnumerateArray().Select(entry => entry.GetString()!).ToList();
        MailRule? rule = root.TryGetProperty("mailRule", out var text) ? ReadRule(text.GetString()) : Casework.Rules.Reminders.MailRule.Discreet;
        var automatic = !root.TryGetProperty("automaticAcknowledgement", out var wish) || wish.GetBoolean();
        var attachments = root.TryGetProperty("attachmentMib", out var mib) ? AttachmentLimit.TryCreate(mib.GetInt32()) : AttachmentLimit.Default;
        var zone = root.TryGetProperty("zone", out var name) ? FindZone(name.GetString()) : TimeZoneInfo.Utc;
        var external = root.TryGetProperty("externalChannel", out var texts) ? ReadTexts(texts) : [];
        return rule is { } known && zone is not null && attachments is not null && languages.Count > 0 && names.ContainsKey(languages[0])
            && names.Values.All(value => value.Length is > 0 and <= LongestName) && external.Values.All(value => value.Length <= LongestExternal)
            ? new(names, languages, zone, known, automatic, attachments)
            : null;
    }

    private static Dictionary<string, string> ReadTexts(JsonElement element) =>
        element.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal);

    private static TimeZoneInfo? FindZone(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    private static MailRule? ReadRule(string? text) => text switch
    {
        "discreet" => Casework.Rules.Reminders.MailRule.Discreet,
        "constant" => Casework.Rules.Reminders.MailRule.Constant,
        _ => null,
    };
}
