namespace IntegrityChannel.Intake.Host.Assisted.Texts;

/// <summary>The languages that have files in this program.</summary>
internal static class FormLanguages
{
    internal const string Default = "nl";

    private const string Prefix = "Form.";
    private const string Suffix = ".json";

    /// <summary>By tag.</summary>
    internal static IReadOnlyDictionary<string, FormTexts> All { get; } = typeof(FormLanguages).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..^Suffix.Length])
        .Select(FormTexts.Load).OfType<FormTexts>().ToDictionary(texts => texts.Language, StringComparer.Ordinal);
}
