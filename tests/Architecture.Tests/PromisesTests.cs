using System.Text.RegularExpressions;

namespace IntegrityChannel.Architecture.Tests;

/// <summary>The promises of SECURITY.md: each names tests that exist, and a numbered one is proved by tests that bear its number.</summary>
public sealed partial class PromisesTests
{
    private const string Document = "SECURITY.md";

    public static TheoryData<string, string> Promises =>
        new(Documents.TableRows(Document, "| promise | test |").Select(row => (row[0], row[1])));

    [Theory]
    [MemberData(nameof(Promises))]
    public void Every_test_that_a_promise_names_exists(string promise, string tests)
    {
        Assert.True(Named(tests).Any(), $"no test stands beside: {promise}");
        Assert.All(Named(tests), name => Assert.NotEmpty(FilesOf(name)));
    }

    [Theory]
    [MemberData(nameof(Promises))]
    public void Every_invariant_of_a_promise_is_in_the_name_of_a_test_beside_it(string promise, string tests)
    {
        var sources = Named(tests).SelectMany(FilesOf).Select(Repository.Read).ToList();
        Assert.All(
            Invariant().Matches(promise).Select(match => match.Groups["number"].Value),
            number => Assert.Contains(sources, source => TitleWith(number).IsMatch(source)));
    }

    [Fact]
    public void An_invariant_that_no_test_bears_would_be_noticed() =>
        Assert.DoesNotMatch(TitleWith("99"), Repository.Read("tests/Crypto.Tests/Vectors/BitFlipTests.cs"));

    private static IEnumerable<string> Named(string tests) => Backticked().Matches(tests).Select(match => match.Groups["name"].Value);

    private static IEnumerable<string> FilesOf(string name) =>
        name.EndsWith(".test.ts", StringComparison.Ordinal)
            ? Repository.Files("tests", ".test.ts").Where(file => Path.GetFileName(file) == name)
            : Repository.Files("tests", ".cs").Where(file => Regex.IsMatch(Repository.Read(file), $@"\bclass {name}\b"));

    // A C# method, or the title of a vitest test or group.
    private static Regex TitleWith(string number) => new($@"(void|Task) (I_\d+_)*I_{number}_\w+\(|(it|test|describe)(\.\w+)?\(.*""I-{number} ");

    [GeneratedRegex("`(?<name>[A-Za-z.]+)`")]
    private static partial Regex Backticked();

    [GeneratedRegex(@"\bI-(?<number>\d+)\b")]
    private static partial Regex Invariant();
}
