using System.Globalization;
using System.Text.Json;

namespace IntegrityChannel.Architecture.Tests;

/// <summary>The record of mutation testing: what is measured, and the least that the tests notice (./dev mutants holds them to it).</summary>
public sealed class MutantsTests
{
    private const string Record = "eng/mutants/mutants.tsv";

    /// <summary>Rooms of the protocol that are not measured, and why.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["Primitives"] = "held to public vectors and to other implementations",
        ["Backups"] = "tested by whole restores, in the tests of casework",
        ["Keys"] = "types around the primitives",
        ["Platform"] = "the clock and randomness of a process",
    };

    private static IReadOnlyList<string[]> Rows => [.. Repository.Read(Record).Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'))];

    [Fact]
    public void Every_row_says_what_is_changed_by_which_tests_it_is_held_and_how_much_they_notice()
    {
        Assert.NotEmpty(Rows);
        Assert.Distinct(Rows.Select(row => row[0]));
        Assert.All(Rows, row =>
        {
            Assert.Equal(5, row.Length);
            Assert.Matches("^[a-z]+$", row[0]);
            Assert.True(Repository.Has($"eng/mutants/{row[1]}/project.xml"), row[1]);
            Assert.NotEmpty(Repository.Files(FolderOf(row), ".cs"));
            Assert.Matches(@"^(unmeasured|\d{1,3}\.\d)$", row[3]);
            Assert.Equal(row[3] == "unmeasured", row[4] == "0");
            Assert.InRange(row[3] == "unmeasured" ? 0 : decimal.Parse(row[3], CultureInfo.InvariantCulture), 0, 100);
            Assert.True(int.Parse(row[4], CultureInfo.InvariantCulture) >= 0);
        });
    }

    [Fact]
    public void What_runs_without_a_name_was_measured() => Assert.NotEqual("unmeasured", Rows[0][3]);

    [Fact]
    public void Every_room_of_rules_and_protocol_is_measured_or_stands_here_with_a_reason() =>
        Assert.Equal(
            Folders("src/Casework/Rules").Concat(Folders("src/Crypto/Protocol").Except(Elsewhere.Keys.Select(room => $"src/Crypto/Protocol/{room}"))).Order(StringComparer.Ordinal),
            Rows.Select(FolderOf).Order(StringComparer.Ordinal));

    /// <summary>A time that ran out counts as noticed, so it must be one that only an endless loop needs, however busy the machine is.</summary>
    [Fact]
    public void A_busy_machine_does_not_better_a_score()
    {
        foreach (var program in Rows.Select(row => row[1]).Distinct())
        {
            var settings = JsonDocument.Parse(Repository.Read($"eng/mutants/{program}/stryker-config.json")).RootElement.GetProperty("stryker-config");
            Assert.True(settings.GetProperty("additional-timeout").GetInt32() >= 60_000);
            Assert.Equal("mtp", settings.GetProperty("test-runner").GetString());
        }
    }

    private static string FolderOf(string[] row) => $"src/{(row[1] == "Rules" ? "Casework/Rules" : "Crypto/Protocol")}/{row[2].Replace("/*.cs", "", StringComparison.Ordinal)}";

    private static IEnumerable<string> Folders(string room) => Repository.Files(room, ".cs").Select(file => Path.GetDirectoryName(file)!.Replace('\\', '/')).Where(folder => folder != room)
        .Select(folder => string.Join('/', folder.Split('/').Take(4))).Distinct();
}
