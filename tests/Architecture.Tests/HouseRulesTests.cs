using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IntegrityChannel.Architecture.Tests;

/// <summary>Conventions that a test keeps, so that no reviewer has to.</summary>
public sealed partial class HouseRulesTests
{
    private const int LongestFile = 400;

    private static readonly string[] Assemblies =
    [
        "IntegrityChannel.Crypto.Protocol", "IntegrityChannel.Crypto.Cli", "IntegrityChannel.Intake.Mailbox",
        "IntegrityChannel.Intake.Host", "IntegrityChannel.Casework.Rules", "IntegrityChannel.Casework.Host",
    ];

    [Fact]
    public void No_file_grows_beyond_four_hundred_lines() =>
        Assert.Empty(Sources().Where(file => Repository.Read(file).Count(letter => letter == '\n') > LongestFile));

    [Fact]
    public void No_file_is_named_for_a_drawer_of_leftovers() =>
        Assert.Empty(Sources().Where(file => DrawerName().IsMatch(Path.GetFileNameWithoutExtension(file))));

    [Fact]
    public void Every_suppression_gives_its_reason_on_the_line()
    {
        var withoutReason =
            from file in Sources().Where(file => !IsThisFile(file))
            from line in Repository.Read(file).Split('\n')
            where line.Contains("#pragma warning disable", StringComparison.Ordinal) || line.Contains("@ts-expect-error", StringComparison.Ordinal) || line.Contains("@ts-ignore", StringComparison.Ordinal)
            where !ReasonGiven().IsMatch(line)
            select $"{file}: {line.Trim()}";
        Assert.Empty(withoutReason);
    }

    [Fact]
    public void Every_class_is_sealed_static_or_made_to_be_inherited()
    {
        var open =
            from name in Assemblies
            from type in Assembly.Load(name).GetTypes()
            where type is { IsClass: true, IsSealed: false, IsAbstract: false } && !IsGenerated(type)
            select type.FullName;
        Assert.Empty(open);
    }

    [Fact]
    public void Every_package_is_pinned_exactly()
    {
        var versions = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion").Select(package => package.Attribute("Version")!.Value);
        Assert.All(versions, version => Assert.Matches(@"^\[[^,\[\]]+\]$", version));
        Assert.All(NpmVersions(), version => Assert.Matches(@"^\d+\.\d+\.\d+$", version));
    }

    [Fact]
    public void The_npm_lock_file_names_no_feed() =>
        Assert.DoesNotContain("https://", string.Concat(ResolvedAddresses()), StringComparison.Ordinal);

    [Fact]
    public void No_unfinished_mark_stays_in_the_sources() =>
        Assert.Empty(Sources().Where(file => !IsThisFile(file) && UnfinishedMark().IsMatch(Repository.Read(file))));

    [Fact]
    public void A_journey_that_hangs_fails_by_name() =>
        Assert.Empty(
            from file in Repository.Files("tests/Journeys", ".cs")
            from line in Repository.Read(file).Split('\n')
            where WithoutCeiling().IsMatch(line) && !file.EndsWith("LeaksTests.cs", StringComparison.Ordinal)
            select $"{file}: {line.Trim()}");

    // The rules name what they forbid.
    private static bool IsThisFile(string file) => file.EndsWith("HouseRulesTests.cs", StringComparison.Ordinal);

    private static IEnumerable<string> Sources() => Repository.Files("src", ".cs", ".ts").Concat(Repository.Files("tests", ".cs", ".ts"));

    private static bool IsGenerated(Type type) =>
        type.FullName!.Contains('<', StringComparison.Ordinal) || type.Name == "Program"
        || type.GetCustomAttributes().Any(attribute => attribute.GetType().Name is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute");

    private static IEnumerable<string> NpmVersions() =>
        from file in Repository.Files("", "package.json")
        let root = JsonDocument.Parse(Repository.Read(file)).RootElement
        from section in new[] { "dependencies", "devDependencies" }
        where root.TryGetProperty(section, out _)
        from entry in root.GetProperty(section).EnumerateObject()
        select entry.Value.GetString()!;

    private static IEnumerable<string> ResolvedAddresses() =>
        from entry in JsonDocument.Parse(Repository.Read("package-lock.json")).RootElement.GetProperty("packages").EnumerateObject()
        where entry.Value.TryGetProperty("resolved", out _)
        select entry.Value.GetProperty("resolved").GetString()!;

    [GeneratedRegex("(?i)(utils?|helpers?|managers?|common)$")]
    private static partial Regex DrawerName();

    [GeneratedRegex(@"(//|:).*\w{3,}.*\w{2,}")]
    private static partial Regex ReasonGiven();

    // Only what awaits can be given up; LeaksTests has tests that await nothing.
    [GeneratedRegex(@"^\s*\[(Fact|Theory)(?!.*(Timeout|Explicit) =)")]
    private static partial Regex WithoutCeiling();

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|NotImplementedException")]
    private static partial Regex UnfinishedMark();
}
