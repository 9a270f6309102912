using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrityChannel.Crypto.Cli.Seeding;

/// <summary>One invented case of a demonstration: data, kept apart from the code in Texts/stories.json. Roles only, no names of persons.</summary>
/// <param name="Name">For the sheet of codes.</param>
/// <param name="Locale">Of the report.</param>
/// <param name="Staff">yes, no or unsaid.</param>
/// <param name="DaysAgo">Days before the last day.</param>
/// <param name="Text">The report.</param>
/// <param name="Steps">What follows, by day.</param>
internal sealed record SeedStory(string Name, string Locale, string Staff, int DaysAgo, string Text, IReadOnlyList<SeedStep> Steps)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter<SeedAct>(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Officers who are left out, by name in the directory.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Confidants who read too.</summary>
    public IReadOnlyList<string> Invite { get; init; } = [];

    internal static IReadOnlyList<SeedStory> ReadAll()
    {
        using var stream = typeof(SeedStory).Assembly.GetManifestResourceStream("Seeding.stories.json") ?? throw new InvalidOperationException("the stories are not part of this program");
        return JsonSerializer.Deserialize<List<SeedStory>>(stream, Format) ?? throw new InvalidOperationException("there are no stories");
    }
}

/// <summary>What happens in a story.</summary>
internal enum SeedAct
{
    Acknowledge,
    Reply,
    Answer,
    Note,
    Feedback,
    Admissible,
    NotAdmissible,
    HandedOver,
    Closed,

    /// <summary>Nobody acts until the hour at which the channel acknowledges by itself.</summary>
    Channel,
}

/// <summary>One step of a story.</summary>
/// <param name="After">Days after the report; moved to the next working day.</param>
/// <param name="Do">What happens.</param>
internal sealed record SeedStep(int After, SeedAct Do)
{
    /// <summary>Account of the officer; null for the reporter and the channel.</summary>
    public string? By { get; init; }

    public string? Text { get; init; }

    /// <summary>Of feedback.</summary>
    public string? Action { get; init; }

    /// <summary>Of feedback.</summary>
    public string? Grounds { get; init; }
}
