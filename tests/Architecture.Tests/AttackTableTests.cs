namespace IntegrityChannel.Architecture.Tests;

/// <summary>The table of attacks in docs/soundness.md is the list that the attack tests hold themselves to, row for row (./dev attacks writes it).</summary>
public sealed class AttackTableTests
{
    private const string List = "tests/Journeys/Attacks/attacks.tsv";
    private static readonly string[] Clients = ["reporter, page", "reporter, command", "officer, page", "officer, command", "officer, log", "anybody, verify"];
    private static readonly string[] Outcomes = ["refused", "flagged", "not noticed"];

    private static IReadOnlyList<string[]> Attacks => [.. Repository.Read(List).TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split('\t'))];

    [Fact]
    public void The_document_says_what_the_tests_demand() =>
        Assert.Equal(
            Attacks.Select(cells => string.Join(" | ", cells)),
            Documents.TableRows("docs/soundness.md", "| attack | client | outcome | what the client says, or why it says nothing |").Select(cells => string.Join(" | ", cells)));

    [Fact]
    public void Every_row_names_a_client_and_an_outcome_of_the_closed_lists_and_stands_once()
    {
        Assert.All(Attacks, cells => Assert.Contains(cells[1], Clients));
        Assert.All(Attacks, cells => Assert.Contains(cells[2], Outcomes));
        Assert.Distinct(Attacks.Select(cells => (cells[0], cells[1])));
    }

    /// <summary>Each attack is tried on every client that it can reach; what remembers a vault or derives from a passphrase is an officer's.</summary>
    [Fact]
    public void Every_attack_is_tried_on_both_clients_of_whom_it_concerns()
    {
        foreach (var attack in Attacks.GroupBy(cells => cells[0]))
        {
            string[] people = attack.Key switch
            {
                "replay of a receipt" => Clients[..2],
                "an older vault" or "weak protection of the passphrase" => Clients[2..4],
                "an older vault, and nothing that remembers" => Clients[3..4],
                "keys of another root" or "another signed list for one visitor" or "hostile script under the old page" or "hostile script and page" => [.. Clients[..4], Clients[5]],
                "a log that went back" or "another log for one visitor" or "a certificate that the log does not hold" or "the head of the log changed" => Clients[4..],
                "hostile page with a manifest of its own" or "a hash tile of another log" or "an offline sealer with another list of keys" or "an offline sealer with another script" => Clients[5..],
                _ => Clients[..4],
            };
            Assert.Equal(people.Order(StringComparer.Ordinal), attack.Select(cells => cells[1]).Order(StringComparer.Ordinal));
        }
    }
}
