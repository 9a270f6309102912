using System.Text.Json;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>Who stands in the demonstration, and how its organisation is called: data, kept apart from the code in Texts/demo.json.</summary>
internal sealed record DemoPlan(JsonElement Settings, IReadOnlyList<DemoPerson> People)
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true };

    internal string Zone => Settings.GetProperty("zone").GetString()!;

    internal static DemoPlan Read()
    {
        using var document = JsonDocument.Parse(Texts.Read("demo.json"));
        var people = document.RootElement.GetProperty("officers").EnumerateArray().Select(DemoPerson.Read).ToList();
        return new DemoPlan(document.RootElement.GetProperty("settings").Clone(), people);
    }

    internal string SettingsFile() => JsonSerializer.Serialize(Settings, Written);

    /// <summary>What hangs on the wall: where to report, and the fingerprint to compare.</summary>
    internal string Poster(string fingerprint, string intake) => Texts.Read("poster.txt")
        .Replace("{{name.nl}}", Name("nl"), StringComparison.Ordinal)
        .Replace("{{name.en}}", Name("en"), StringComparison.Ordinal)
        .Replace("{{intake}}", intake, StringComparison.Ordinal)
        .Replace("{{fingerprint}}", fingerprint, StringComparison.Ordinal);

    /// <summary>The organisation's name in a language.</summary>
    internal string Name(string language) => Settings.GetProperty("name").GetProperty(language).GetString()!;
}

/// <summary>One account of the demonstration.</summary>
internal sealed record DemoPerson(OfficerRole Role, string Account, string Mail, string Locale, string Display)
{
    internal static DemoPerson Read(JsonElement element) => new(
        (OfficerRole)element.GetProperty("role").GetByte(),
        element.GetProperty("account").GetString()!,
        element.GetProperty("mail").GetString()!,
        element.GetProperty("locale").GetString()!,
        element.GetProperty("display").GetString()!);
}
