using System.Text.RegularExpressions;

namespace IntegrityChannel.Architecture.Tests;

/// <summary>The import rules of the TypeScript rooms (docs/architecture.md).</summary>
public sealed partial class PageImportsTests
{
    private static readonly (string Room, string[] Packages)[] Rooms =
    [
        ("src/Crypto/Web", ["@noble/", "libsodium-wrappers-sumo"]),
        ("src/Intake/Web", ["@integrity-channel/crypto"]),
        ("src/Casework/Web", ["@integrity-channel/crypto", "fflate"]),
    ];

    [Fact]
    public void A_room_imports_only_the_packages_it_may()
    {
        var strangers =
            from room in Rooms
            from file in Repository.Files(room.Room, ".ts")
            from import in Imports(file)
            where !import.StartsWith('.') && !room.Packages.Any(package => import.StartsWith(package, StringComparison.Ordinal))
            select $"{file} imports {import}";
        Assert.Empty(strangers);
    }

    [Fact]
    public void Noble_is_named_in_primitives_and_libsodium_in_passphrase_only()
    {
        var outside =
            from file in Repository.Files("src/Crypto/Web", ".ts")
            from import in Imports(file)
            where (import.StartsWith("@noble/", StringComparison.Ordinal) && Path.GetFileName(file) != "primitives.ts")
                || (import.StartsWith("libsodium", StringComparison.Ordinal) && Path.GetFileName(file) != "passphrase.ts")
            select $"{file} imports {import}";
        Assert.Empty(outside);
    }

    [Fact]
    public void The_archive_of_an_export_is_the_only_place_that_names_its_package() =>
        Assert.Equal(
            ["src/Casework/Web/export/archive.ts"],
            Repository.Files("src/Casework/Web", ".ts").Where(file => Imports(file).Any(import => import.StartsWith("fflate", StringComparison.Ordinal))));

    [Fact]
    public void The_crypto_room_touches_no_page_network_or_storage() =>
        Assert.Empty(Repository.Files("src/Crypto/Web", ".ts").Where(file => PageOrNetwork().IsMatch(WithoutComments(file))));

    [Fact]
    public void The_reporter_page_keeps_nothing_in_the_browser() =>
        Assert.Empty(Repository.Files("src/Intake/Web", ".ts").Where(file => BrowserStorage().IsMatch(WithoutComments(file))));

    /// <summary>The control: the officer's page does keep a pin, in this file, and the same look finds it there.</summary>
    [Fact]
    public void I_24_a_reporter_page_that_kept_something_would_be_noticed() =>
        Assert.Matches(BrowserStorage(), WithoutComments("src/Casework/Web/keeper.ts"));

    [Fact]
    public void No_page_builds_markup_from_text() =>
        Assert.Empty(PageFiles().Where(file => MarkupFromText().IsMatch(WithoutComments(file))));

    [Fact]
    public void No_import_runs_in_a_circle()
    {
        var graph = PageFiles().ToDictionary(file => file, Neighbours, StringComparer.Ordinal);
        Assert.Empty(graph.Keys.Where(start => Reaches(graph, start, start)));
    }

    private static IEnumerable<string> PageFiles() => Rooms.SelectMany(room => Repository.Files(room.Room, ".ts"));

    private static IEnumerable<string> Imports(string file) => ImportLine().Matches(WithoutComments(file)).Select(match => match.Groups["from"].Value);

    // Types alone are erased and cannot run in a circle.
    private static string[] Neighbours(string file) =>
        [.. ImportLine().Matches(WithoutComments(file))
            .Where(match => !match.Value.StartsWith("import type", StringComparison.Ordinal))
            .Select(match => match.Groups["from"].Value)
            .Where(from => from.StartsWith('.'))
            .Select(from => Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, from))).Replace('\\', '/'))];

    private static bool Reaches(Dictionary<string, string[]> graph, string start, string goal)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(graph[start]);
        while (open.TryPop(out var next))
        {
            if (next == goal)
            {
                return true;
            }

            if (seen.Add(next) && graph.TryGetValue(next, out var further))
            {
                Array.ForEach(further, open.Push);
            }
        }

        return false;
    }

    private static string WithoutComments(string file) => Comment().Replace(Repository.Read(file), "");

    [GeneratedRegex("""(?m)^(import|export)\b[^;]*?\bfrom\s+"(?<from>[^"]+)"|^import\s+"(?<from>[^"]+)"|\bimport\(\s*"(?<from>[^"]+)"\s*\)""")]
    private static partial Regex ImportLine();

    [GeneratedRegex(@"\bdocument\.(body|cookie|create|get|query|documentElement)|\bwindow\.|\bfetch\(|\blocalStorage\b|\bsessionStorage\b|\bindexedDB\b|\bXMLHttpRequest\b")]
    private static partial Regex PageOrNetwork();

    [GeneratedRegex(@"\blocalStorage\b|\bsessionStorage\b|\bindexedDB\b|\bdocument\.cookie\b|\bserviceWorker\b|\bcaches\.")]
    private static partial Regex BrowserStorage();

    [GeneratedRegex(@"\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write\b|\beval\(|new Function\(")]
    private static partial Regex MarkupFromText();

    [GeneratedRegex(@"(?m)/\*[\s\S]*?\*/|^\s*//.*$|(?<=\s)//\s.*$")]
    private static partial Regex Comment();
}
