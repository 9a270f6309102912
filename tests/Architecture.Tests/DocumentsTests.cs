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
        Assert.Equal(doctor, TableRows("README.md", "| what | needed for | Debian package |").Select(cells => (cells[0], cells[1], cells[2])));
    }

    [Fact]
    public void The_readme_names_the_adapter_set_that_is_the_default()
    {
        var properties = XDocument.Parse(Repository.Read("Directory.Build.props"));
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

    private static IEnumerable<string[]> TableRows(string document, string heading) =>
        Repository.Read(document).Split('\n')
            .SkipWhile(line => line != heading)
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

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

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)#]+)(#[^)]*)?\)")]
    private static partial Regex MarkdownLink();
}
