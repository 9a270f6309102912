using System.Globalization;
using System.Text.Json;
using IntegrityChannel.Casework.Rules.Reminders;

namespace IntegrityChannel.Casework.Host.Notifications;

/// <summary>
/// What mails say, from one language file each (Texts/*.json, embedded). Every sentence is fixed: no count, no date, no name, no case.
/// </summary>
internal sealed class MailTexts
{
    private const string Prefix = "IntegrityChannel.Casework.Host.Notifications.Texts.";

    private readonly Dictionary<string, Dictionary<string, string>> languages;

    private MailTexts(Dictionary<string, Dictionary<string, string>> languages) => this.languages = languages;

    /// <summary>Tags of all language files.</summary>
    internal IEnumerable<string> Languages => languages.Keys;

    /// <summary>Reads every embedded language file.</summary>
    internal static MailTexts Load()
    {
        var assembly = typeof(MailTexts).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal));
        return new MailTexts(names.ToDictionary(
            name => name[Prefix.Length..^".json".Length],
            name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
            },
            StringComparer.Ordinal));
    }

    /// <summary>Keys of one language.</summary>
    internal IReadOnlyCollection<string> KeysOf(string language) => languages[language].Keys;

    /// <summary>The first of the wished languages that has texts; null when none has.</summary>
    internal string? Choose(params IEnumerable<string> wished) => wished.FirstOrDefault(languages.ContainsKey);

    internal string Subject(string language) => languages[language]["subject"];

    /// <summary>The body of a reminder: what it says of cases, that keys end, and that a restore is to be practised.</summary>
    internal string Body(string language, MailUrgency urgency, bool keysEnd, bool drillDue, string? signIn)
    {
        string[] other = [.. keysEnd ? (string[])["keys-end"] : [], .. drillDue ? (string[])["drill-due"] : []];
        return Compose(language, urgency is MailUrgency.None && other.Length > 0 ? other : [KeyOf(urgency), .. other], signIn);
    }

    private static string KeyOf(MailUrgency urgency) => urgency switch
    {
        MailUrgency.None => "constant",
        MailUrgency.News => "news",
        MailUrgency.DateAhead => "date-ahead",
        MailUrgency.DateNear => "date-near",
        MailUrgency.DatePassed => "date-passed",
        _ => throw new ArgumentOutOfRangeException(nameof(urgency)),
    };

    /// <summary>The body of an administrator's test.</summary>
    internal string TestBody(string language) => $"{languages[language]["test"]}\n";

    private string Compose(string language, IEnumerable<string> keys, string? signIn)
    {
        var texts = languages[language];
        var where = signIn is null ? texts["sign-in"] : string.Format(CultureInfo.InvariantCulture, texts["sign-in-at"], signIn);
        return $"{string.Join("\n\n", keys.Select(key => texts[key]))}\n\n{where}\n\n{texts["no-reply"]}\n";
    }
}
