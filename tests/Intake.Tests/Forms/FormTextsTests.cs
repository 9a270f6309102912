using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Host.Assisted.Reading;
using IntegrityChannel.Intake.Host.Assisted.Texts;

namespace IntegrityChannel.Intake.Tests.Forms;

/// <summary>The words of this path: in every language, none missing and none unused; and the dates in them.</summary>
public sealed partial class FormTextsTests
{
    private static readonly string Folder = Path.Combine(Root(), "src", "Intake", "Host", "Assisted");

    public static TheoryData<string> Languages => [.. Directory.GetFiles(Path.Combine(Folder, "Texts"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Fact]
    public void Every_language_of_the_page_with_script_has_its_file_here() =>
        Assert.Equal(
            Directory.GetFiles(Path.Combine(Root(), "src", "Intake", "Web", "texts"), "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
            FormLanguages.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_says_the_same(string language)
    {
        var (own, dutch) = (Read(language), Read("nl"));
        Assert.Equal(dutch.Keys.Order(StringComparer.Ordinal), own.Keys.Order(StringComparer.Ordinal));
        Assert.All(own, entry =>
        {
            Assert.All(entry.Value, line => Assert.NotEqual("", line.Trim()));
            Assert.Equal(dutch[entry.Key].Select(Shape), entry.Value.Select(Shape));
        });
    }

    [Fact]
    public void Every_text_that_the_code_names_exists_and_every_text_is_named()
    {
        var named = Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories).SelectMany(file => Key().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        var patterns = named.Select(key => new Regex("^" + string.Join("[\\w-]+", GapIn().Split(key).Select(Regex.Escape)) + "(\\.(one|other))?$")).ToList();
        var texts = Read("nl").Keys.Concat(JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "src", "Intake", "Web", "texts", "nl.json"))).RootElement.EnumerateObject().Select(entry => entry.Name)).ToList();

        Assert.Empty(patterns.Where(pattern => !texts.Exists(pattern.IsMatch)).Select(pattern => pattern.ToString()));
        Assert.Empty(Read("nl").Keys.Where(key => !patterns.Exists(pattern => pattern.IsMatch(key))));
    }

    [Theory]
    [InlineData("nl", "2 maart 2026", "Maandag 2 maart 2026")]
    [InlineData("en", "2 March 2026", "Monday 2 March 2026")]
    public void Dates_are_words(string language, string date, string withWeekday)
    {
        var texts = FormLanguages.All[language];
        var day = CivilDay.From(new DateOnly(2026, 3, 2));
        Assert.Equal((date, withWeekday), (texts.Date(day), texts.DateWithWeekday(day)));
    }

    /// <summary>The table that the officers' side is held to.</summary>
    [Fact]
    public void Statutory_dates_are_those_of_the_table()
    {
        using var table = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "tests", "Vectors", "deadlines.json")));
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");
        var examples = table.RootElement.GetProperty("examples").EnumerateArray().ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, example =>
        {
            var received = CivilDay.At(example.GetProperty("received").GetDateTimeOffset(), zone);
            var acknowledged = example.GetProperty("acknowledged").GetString() is { } at ? CivilDay.From(DateOnly.Parse(at[..10], System.Globalization.CultureInfo.InvariantCulture)) : (CivilDay?)null;
            Assert.Equal(example.GetProperty("acknowledge_by").GetString(), ReporterDates.AcknowledgeBy(received).ToString());
            Assert.Equal(example.GetProperty("feedback_by").GetString(), ReporterDates.FeedbackBy(received, acknowledged).ToString());
        });
    }

    private static string Shape(string line) => string.Concat(Placeholder().Matches(line).Select(match => match.Value).Order(StringComparer.Ordinal)) + (line[..Math.Min(2, line.Length)] is "# " or "- " or "@ " ? line[..2] : "");

    private static Dictionary<string, string[]> Read(string language)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "Texts", $"{language}.json")));
        return document.RootElement.EnumerateObject().ToDictionary(
            entry => entry.Name,
            entry => entry.Value.ValueKind == JsonValueKind.Array ? entry.Value.EnumerateArray().Select(line => line.GetString()!).ToArray() : [entry.Value.GetString()!],
            StringComparer.Ordinal);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IntegrityChannel.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"""([a-z]+(?:\.(?:[\w-]+|\{[^}""]+\}))+)""")]
    private static partial Regex Key();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex GapIn();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
