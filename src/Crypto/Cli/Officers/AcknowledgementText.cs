using System.Globalization;
using System.Text.Json;
using IntegrityChannel.Crypto.Cli.Threads;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Cli.Officers;

/// <summary>
/// The acknowledgement with the parts that the law asks for (law of 8 December 2022, art. 12, 2° and 6°; art. 26 § 4; art. 56 § 3), in the language the
/// report was written in: the very texts of the officers' page.
/// </summary>
internal static class AcknowledgementText
{
    private const string FirstLanguage = "nl";

    private static readonly string[] Parts = ["ack.received", "ack.handler", "ack.feedback", "ack.outside", "ack.protection", "ack.data", "ack.rights", "ack.ask"];

    /// <summary>The text for a case that is acknowledged today by a handler.</summary>
    internal static Utf8Text Of(OpenedCase opened, CivilDay today, string handler)
    {
        var dates = DialogueClock.Of(opened.Received, opened.Items, today.Date);
        var locale = opened.Items.Select(item => item.Content).OfType<OpenedContent.Report>().FirstOrDefault()?.Locale ?? FirstLanguage;
        using var words = Words(locale);
        var culture = CultureInfo.GetCultureInfo(Word(words, "language.locale"));
        string Date(DateOnly day) => day.ToString("d MMMM yyyy", culture);
        var paragraphs = Parts.Select(part => Word(words, part)
            .Replace("{received}", Date(dates.Received), StringComparison.Ordinal)
            .Replace("{feedback}", Date(dates.FeedbackBy), StringComparison.Ordinal)
            .Replace("{handler}", handler, StringComparison.Ordinal));
        return Utf8Text.From(string.Join("\n\n", paragraphs));
    }

    private static string Word(JsonDocument words, string key) =>
        words.RootElement.GetProperty(key).GetString() ?? throw new InvalidOperationException($"the text {key} is missing");

    private static JsonDocument Words(string locale)
    {
        var language = locale.Length >= 2 ? locale[..2] : FirstLanguage;
        var assembly = typeof(AcknowledgementText).Assembly;
        using var stream = assembly.GetManifestResourceStream($"Casework.{language}.json") ?? assembly.GetManifestResourceStream($"Casework.{FirstLanguage}.json")
            ?? throw new InvalidOperationException("the officers' texts are not part of this program");
        return JsonDocument.Parse(stream);
    }
}
