using System.Text.Json;
using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Casework.Rules.Reminders;
using IntegrityChannel.Intake.Mailbox.Uploads;

namespace IntegrityChannel.Casework.Host.Organisation;

/// <summary>organisation/settings.json: how the organisation is called, which languages it offers, and how it wants its mail.</summary>
internal sealed class OrganisationSettings
{
    private readonly Dictionary<string, string> names;

    private OrganisationSettings(Dictionary<string, string> names, IReadOnlyList<string> languages, MailRule mailRule, bool automaticAcknowledgement, AttachmentLimit attachments)
    {
        this.names = names;
        Languages = languages;
        MailRule = mailRule;
        AutomaticAcknowledgement = automaticAcknowledgement;
        Attachments = attachments;
    }

    /// <summary>How much one message may bring along.</summary>
    internal AttachmentLimit Attachments { get; }

    /// <summary>Language tags as they stand in paths (<c>/nl</c>); the first is the default.</summary>
    internal IReadOnlyList<string> Languages { get; }

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

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return Parse(document.RootElement)
                ?? throw new StartRefused($"{file} must name the organisation in its first language, its mailRule must be discreet or constant, and its attachmentMib must lie between 1 and 1024.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new StartRefused($"{file} is not readable as organisation settings.");
        }
    }

    private static OrganisationSettings? Parse(JsonElement root)
    {
        var names = root.GetProperty("name").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal);
        var languages = root.GetProperty("languages").EnumerateArray().Select(entry => entry.GetString()!).ToList();
        MailRule? rule = root.TryGetProperty("mailRule", out var text) ? ReadRule(text.GetString()) : Casework.Rules.Reminders.MailRule.Discreet;
        var automatic = !root.TryGetProperty("automaticAcknowledgement", out var wish) || wish.GetBoolean();
        var attachments = root.TryGetProperty("attachmentMib", out var mib) ? AttachmentLimit.TryCreate(mib.GetInt32()) : AttachmentLimit.Default;
        return rule is { } known && attachments is not null && languages.Count > 0 && names.ContainsKey(languages[0]) ? new(names, languages, known, automatic, attachments) : null;
    }

    private static MailRule? ReadRule(string? text) => text switch
    {
        "discreet" => Casework.Rules.Reminders.MailRule.Discreet,
        "constant" => Casework.Rules.Reminders.MailRule.Constant,
        _ => null,
    };
}
