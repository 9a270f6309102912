using System.Globalization;
using System.Text.Json;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Intake.Host.Assisted.Texts;

/// <summary>
/// The words of one language: those of the page with script, and beside them what only this path says. One vocabulary: what means the same has one key.
/// </summary>
internal sealed class FormTexts
{
    private readonly Dictionary<string, string[]> texts = new(StringComparer.Ordinal);

    private FormTexts(string language) => Language = language;

    /// <summary>Tag as in the path.</summary>
    internal string Language { get; }

    internal string this[string key] => texts[key][0];

    /// <summary>Null for a language that has no files.</summary>
    internal static FormTexts? Load(string language)
    {
        var made = new FormTexts(language);
        return made.TryAdd($"Page.{language}.json") && made.TryAdd($"Form.{language}.json") ? made : null;
    }

    /// <summary>The text with each <c>{name}</c> replaced.</summary>
    internal string Of(string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = this[key];
        foreach (var (name, value) in values)
        {
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>A list of lines: <c># heading</c>, <c>- item</c>, <c>@ address|label</c>, else a paragraph.</summary>
    internal IReadOnlyList<string> Lines(string key) => texts[key];

    /// <summary>The plural form for a count.</summary>
    internal string Count(string stem, int count) => Of(count == 1 ? $"{stem}.one" : $"{stem}.other", ("count", count.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Such as "2 March 2026".</summary>
    internal string Date(CivilDay day) => Date("form.date", day);

    /// <summary>The same with the day of the week in front.</summary>
    internal string DateWithWeekday(CivilDay day)
    {
        var text = Date("form.date.weekday", day);
        return string.Concat(char.ToUpperInvariant(text[0]).ToString(), text.AsSpan(1));
    }

    /// <summary>How long until a date, in words: today, days, or weeks from a fortnight on.</summary>
    internal string DaysLeft(int days) => days switch
    {
        0 => this["date.today"],
        < 14 => Count("date.days", days),
        _ => Count("date.weeks", days / 7),
    };

    private string Date(string key, CivilDay day)
    {
        var date = day.Date;
        return Of(
            key,
            ("day", date.Day.ToString(CultureInfo.InvariantCulture)),
            ("month", Lines("form.months")[date.Month - 1]),
            ("weekday", Lines("form.weekdays")[(int)date.DayOfWeek]),
            ("year", date.Year.ToString(CultureInfo.InvariantCulture)));
    }

    private bool TryAdd(string resource)
    {
        using var stream = typeof(FormTexts).Assembly.GetManifestResourceStream(resource);
        if (stream is null)
        {
            return false;
        }

        using var document = JsonDocument.Parse(stream);
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            texts.Add(entry.Name, entry.Value.ValueKind == JsonValueKind.Array ? [.. entry.Value.EnumerateArray().Select(line => line.GetString()!)] : [entry.Value.GetString()!]);
        }

        return true;
    }
}
