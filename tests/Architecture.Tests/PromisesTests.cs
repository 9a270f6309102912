using System.Text.RegularExpressions;

namespace IntegrityChannel.Architecture.Tests;

/// <summary>The promises of SECURITY.md: each names tests that exist, a numbered one is proved by tests that bear its number, and each has a control.</summary>
public sealed partial class PromisesTests
{
    private const string Document = "SECURITY.md";

    public static TheoryData<string, string> Promises => new(Rows.Select(row => (row[0], row[1])));

    public static TheoryData<string, string, string> Controls => new(Rows.Select(row => (row[0], row[1], row.ElementAtOrDefault(2) ?? "")));

    private static IReadOnlyList<string[]> Rows => Documents.TableRows(Document, "| promise | test | control |");

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

    [Theory]
    [MemberData(nameof(Controls))]
    public void Every_promise_has_a_control_beside_it(string promise, string tests, string controls)
    {
        Assert.True(Named(controls).Any(), $"no control stands beside: {promise}");
        var sources = Named(tests).SelectMany(FilesOf).Select(Repository.Read).ToList();
        Assert.All(Named(controls), control => Assert.Contains("would", control, StringComparison.Ordinal));
        Assert.All(Named(controls), control => Assert.Contains(sources, source => IsTestIn(source, control)));
    }

    [Fact]
    public void A_control_that_is_no_test_or_does_not_exist_would_be_noticed()
    {
        var source = Repository.Read("tests/Crypto.Tests/Vectors/BitFlipTests.cs");
        Assert.True(IsTestIn(source, "I_10_a_reader_without_signatures_would_accept_a_flipped_bit"));
        Assert.False(IsTestIn(source, "I_10_a_reader_without_signatures_would"));
        Assert.False(IsTestIn(source, "IsPassedOver"));
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

    // The whole name of a public C# method that stands right below its attributes, or the whole title of a vitest test.
    private static bool IsTestIn(string source, string control) => Regex.IsMatch(
        source, $@"\](\r?\n)+\s+public (async Task|Task|void) {Regex.Escape(control)}\(|\bit(\.\w+)*\(\s*""{Regex.Escape(control)}""");

    [GeneratedRegex("`(?<name>[A-Za-z0-9_. -]+)`")]
    private static partial Regex Backticked();

    [GeneratedRegex(@"\bI-(?<number>\d+)\b")]
    private static partial Regex Invariant();
}
