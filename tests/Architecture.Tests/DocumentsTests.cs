using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IntegrityChannel.Architecture.Tests;

/// <summary>Lists and figures in documents, compared with what they describe.</summary>
public sealed partial class DocumentsTests
{
    [Fact]
    public void The_prerequisites_of_the_readme_are_those_of_the_doctor()
    {
        var doctor = Repository.Read("eng/prerequisites.tsv").Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(cells => (cells[0], cells[1], cells[3]));
        Assert.Equal(doctor, Documents.TableRows("README.md", "| what | needed for | Debian package |").Select(cells => (cells[0], cells[1], cells[2])));
    }

    [Fact]
    public void The_readme_names_the_adapter_set_that_is_the_default()
    {
        var properties = XDocument.Parse(Repository.Read("eng/Adapters.props"));
        string Default(string name) => properties.Descendants(name).Single().Value;
        Assert.Contains(
            $"crypto={Default("Crypto")} jobs={Default("Jobs")} mail={Default("Mail")} containers={Default("Containers")}",
            Repository.Read("README.md"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_pinned_package_is_in_the_notices()
    {
        var notices = Repository.Read("THIRD-PARTY-NOTICES.md");
        Assert.All(NuGetPackages().Concat(NpmPackages()), package => Assert.Contains($"| {package} |", notices, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_link_between_documents_leads_somewhere()
    {
        var broken =
            from file in Repository.Files("", ".md")
            from Match link in MarkdownLink().Matches(Repository.Read(file))
            let target = link.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal)
            let path = Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, target)
            where !File.Exists(path) && !Directory.Exists(path)
            select $"{file}: {target}";
        Assert.Empty(broken);
    }

    [Fact]
    public void The_version_is_the_same_everywhere()
    {
        var version = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.Contains($"## {version}", Repository.Read("CHANGELOG.md"), StringComparison.Ordinal);
        Assert.All(
            Repository.Files("", "package.json"),
            file => Assert.Equal(version, JsonDocument.Parse(Repository.Read(file)).RootElement.GetProperty("version").GetString()));
    }

    [Fact]
    public void Decisions_are_numbered_without_gap_and_stand_in_their_index()
    {
        var files = Repository.Files("docs/decisions", ".md").Where(file => Path.GetFileName(file) != "README.md").ToList();
        var titles = files.Select(file => Repository.Read(file).Split('\n')[0]).ToList();

        Assert.Equal(Enumerable.Range(1, files.Count).Select(number => $"{number:0000}"), files.Select(file => Path.GetFileName(file)[..4]));
        Assert.Equal(
            files.Select((file, index) => ($"[{titles[index][2..6]}]({Path.GetFileName(file)})", titles[index][7..])),
            Documents.TableRows("docs/decisions/README.md", "| number | decision |").Select(row => (row[0], row[1])));
    }

    [Theory]
    [InlineData("src/Intake/Host/Startup/IntakeOptions.cs", "casework only")]
    [InlineData("src/Casework/Host/Startup/CaseworkOptions.cs", "intake only")]
    public void The_options_in_operations_are_those_of_the_processes(string source, string others)
    {
        var documented = Documents.TableRows("docs/operations.md", "| option | meaning | default |")
            .Where(row => !row[1].StartsWith(others, StringComparison.Ordinal))
            .Select(row => OptionName().Match(row[0]).Groups["name"].Value.ToUpperInvariant());
        Assert.Equal(SettingsIn(source).Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_mail_settings_in_operations_are_those_of_the_code()
    {
        var documented = MailVariable().Matches(Documents.Section("docs/operations.md", "Mail")).Select(match => match.Groups["name"].Value.ToUpperInvariant()).Distinct();
        Assert.Equal(SettingsIn("src/Casework/Host/Notifications/MailOptions.cs").Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    public void Every_step_of_the_tick_has_a_name_on_the_administrators_page(string language)
    {
        var texts = JsonDocument.Parse(Repository.Read($"src/Casework/Web/texts/{language}.json")).RootElement;
        var steps = Repository.Files("src/Casework/Host/Jobs", ".cs").SelectMany(file => StepName().Matches(Repository.Read(file))).Select(match => match.Groups["name"].Value).ToList();
        Assert.InRange(steps.Count, 5, 50);
        Assert.All(steps, step => Assert.True(texts.TryGetProperty($"tick.{step}", out _), step));
    }

    [Fact]
    public void The_worked_examples_are_as_many_as_the_documents_say()
    {
        var count = JsonDocument.Parse(Repository.Read("tests/Vectors/deadlines.json")).RootElement.GetProperty("examples").GetArrayLength();
        Assert.Contains($"{count} worked examples", Repository.Read("docs/deadlines.md"), StringComparison.Ordinal);
        Assert.Contains($"{count} worked examples", Repository.Read("src/Casework/Rules/README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_room_explains_itself_on_at_most_a_page()
    {
        var rooms = Repository.Files("src", ".csproj", "package.json").Select(file => Path.GetDirectoryName(file)!.Replace('\\', '/'));
        Assert.All(rooms, room => Assert.True(Repository.Has($"{room}/README.md"), room));
        Assert.All(rooms, room => Assert.InRange(Repository.Read($"{room}/README.md").Split('\n').Length, 5, 60));
    }

    [Fact]
    public void Every_document_that_a_source_names_exists()
    {
        var missing =
            from file in Repository.Files("src", ".cs", ".ts", ".md").Concat(Repository.Files("tests", ".cs", ".ts", ".md"))
            from Match match in NamedDocument().Matches(Repository.Read(file))
            where !Repository.Has(match.Value)
            select $"{file}: {match.Value}";
        Assert.Empty(missing);
    }

    private static IEnumerable<string> SettingsIn(string source) =>
        Setting().Matches(Repository.Read(source)).Select(match => match.Groups["name"].Value.ToUpperInvariant());

    private static IEnumerable<string> NuGetPackages() =>
        XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value);

    private static IEnumerable<string> NpmPackages() =>
        from file in Repository.Files("", "package.json")
        let root = JsonDocument.Parse(Repository.Read(file)).RootElement
        from section in new[] { "dependencies", "devDependencies" }
        where root.TryGetProperty(section, out _)
        from entry in root.GetProperty(section).EnumerateObject()
        where !entry.Name.StartsWith("@integrity-channel/", StringComparison.Ordinal)
        select entry.Name;

    [GeneratedRegex(@"public \S+ (?<name>\w+) \{ get; init; \}")]
    private static partial Regex Setting();

    [GeneratedRegex(@"--(?<name>\w+)")]
    private static partial Regex OptionName();

    [GeneratedRegex(@"`Mail__(?<name>\w+)`")]
    private static partial Regex MailVariable();

    [GeneratedRegex(@"\bdocs/[\w/-]+\.md\b")]
    private static partial Regex NamedDocument();

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)#]+)(#[^)]*)?\)")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"public string Name => ""(?<name>[a-z-]+)"";")]
    private static partial Regex StepName();
}
