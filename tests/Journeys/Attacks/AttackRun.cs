using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.CommandLine;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Attacks;

/// <summary>One row of attacks.tsv: what a hostile server does to which client, and what came of it.</summary>
/// <param name="Outcome">"refused": nothing of it is used; "flagged": marked beside what verifies; "not noticed".</param>
/// <param name="Words">What the client says; of an attack that goes unnoticed, why.</param>
internal sealed record Attack(string Name, string Client, string Outcome, string Words);

/// <summary>
/// The attacks on one client: each is tried, and what was seen is compared with attacks.tsv, from which the table of docs/soundness.md is made. Whoever tries one
/// attack more or less than the list has, or sees another outcome, has to change both.
/// </summary>
internal sealed class AttackRun
{
    internal const string Refused = "refused";
    internal const string Flagged = "flagged";
    internal const string NotNoticed = "not noticed";
    private const string List = "tests/Journeys/Attacks/attacks.tsv";
    private readonly string client;
    private readonly Dictionary<string, Attack> expected;
    private readonly List<Attack> seen = [];

    internal AttackRun(string client)
    {
        this.client = client;
        expected = File.ReadLines(Path.Combine(Repository.Root, List)).Skip(1).Select(line => line.Split('\t'))
            .Select(cells => new Attack(cells[0], cells[1], cells[2], cells[3]))
            .Where(attack => attack.Client == client)
            .ToDictionary(attack => attack.Name, StringComparer.Ordinal);
    }

    /// <summary>A command: 4 says that something does not verify; what it printed all the same stands beside a mark.</summary>
    internal void Saw(string attack, CommandAnswer answer)
    {
        var all = answer.Output + answer.Error;
        var outcome = answer.Code switch { 0 => NotNoticed, 4 when answer.Output.Length > 0 => Flagged, 4 => Refused, _ => $"exit {answer.Code}" };
        Note(attack, outcome, outcome == NotNoticed || all.Contains(WordsOf(attack), StringComparison.Ordinal) ? WordsOf(attack) : all);
    }

    /// <summary>A page: waits for the words of the list.</summary>
    /// <param name="shown">Content that stands on the page only where the attack was not refused.</param>
    internal async Task SawAsync(string attack, IPage page, string? shown)
    {
        var words = WordsOf(attack);
        if (!await StandsAsync(page, words, 20_000))
        {
            Note(attack, "said something else", await page.InnerTextAsync("body"));
            return;
        }

        Note(attack, shown is not null && await StandsAsync(page, shown, 1_000) ? Flagged : Refused, words);
    }

    /// <summary>A client that went on as if nothing had happened; the caller has seen that it did, here nothing may stand on the page that warns.</summary>
    internal async Task PassedAsync(string attack, IPage page)
    {
        foreach (var warning in expected.Values.Where(other => other.Outcome != NotNoticed).Select(other => other.Words).Distinct(StringComparer.Ordinal))
        {
            if (await page.GetByText(warning).Filter(new() { Visible = true }).CountAsync() > 0)
            {
                Note(attack, "said", warning);
                return;
            }
        }

        Note(attack, NotNoticed, WordsOf(attack));
    }

    internal void Note(string attack, string outcome, string words) => seen.Add(new Attack(attack, client, outcome, words));

    /// <summary>Every attack of the list on this client was tried, no other, and each ended as the list says.</summary>
    internal void IsAsListed()
    {
        var lines = seen.Select(attack => string.Join('\t', attack.Name, attack.Client, attack.Outcome, attack.Words.ReplaceLineEndings(" ")));
        File.WriteAllLines(Path.Combine(Repository.Results, $"attacks-{client.Replace(", ", "-", StringComparison.Ordinal)}.tsv"), lines);
        Assert.Empty(seen.Except(expected.Values).Select(attack => $"{attack.Name}: {attack.Outcome}: {attack.Words}"));
        Assert.Empty(expected.Values.Except(seen).Select(attack => $"not tried, or with another outcome: {attack.Name}"));
    }

    private string WordsOf(string attack) => expected.TryGetValue(attack, out var found) ? found.Words : "not in the list";

    private static async Task<bool> StandsAsync(IPage page, string words, float patience)
    {
        try
        {
            await page.GetByText(words).Filter(new() { Visible = true }).First.WaitForAsync(new() { Timeout = patience });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
