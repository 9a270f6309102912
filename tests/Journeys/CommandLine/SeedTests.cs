using IntegrityChannel.Journeys.Channel;

namespace IntegrityChannel.Journeys.CommandLine;

/// <summary>A demonstration with invented cases: twenty of them in all stages, made through both hosts as people would have made them.</summary>
public sealed class SeedTests
{
    private static readonly string[] Stages =
        ["acknowledged-by-channel", "closed", "feedback-given", "handed-over", "in-progress", "new", "not-admissible"];

    [Theory(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    [InlineData("2026-07-06T10:00:00+02:00")]
    [InlineData("2027-01-31T02:00:00+01:00")]
    public async Task Twenty_cases_in_all_stages_fill_a_new_demonstration(string now)
    {
        var channel = new RelayedChannel { Now = now, ForSeed = true };
        await using var owned = channel;
        await channel.InitializeAsync();
        var seeded = await SeedAsync(channel);
        Assert.True(seeded.Code == 0, seeded.Error);
        Assert.StartsWith("20 invented cases from ", seeded.Output, StringComparison.Ordinal);

        var list = (await channel.OfficerAsync("plaatsvervanger", ["list", "--json"])).Json();
        Assert.Equal(now[..10], list.GetProperty("day").GetString());
        Assert.Empty(list.GetProperty("warnings").EnumerateArray());
        var rows = list.GetProperty("cases").EnumerateArray().ToList();
        Assert.InRange(rows.Count, 19, 20); // The newest may still wait for the tick, which rests in the night of a weekend.
        Assert.Empty(Stages.Except(rows.Select(row => row.GetProperty("stage").GetString()!)));
        var states = rows.Select(row => $"{row.GetProperty("next").GetProperty("what")} {row.GetProperty("next").GetProperty("state")}").ToList();
        Assert.Empty(new[] { "acknowledge overdue", "feedback overdue", "feedback near", "none done" }.Except(states));
        Assert.Contains(rows, row => row.GetProperty("acknowledged").ValueKind != System.Text.Json.JsonValueKind.Null && string.CompareOrdinal(row.GetProperty("acknowledged").GetString(), row.GetProperty("acknowledgeBy").GetString()) > 0);

        // The one who was left out sees one case less; the confidant only the one to which they were invited.
        var responsible = (await channel.OfficerAsync("list", "--json")).Json().GetProperty("cases").GetArrayLength();
        Assert.Equal(rows.Count - 1, responsible);
        Assert.Equal(1, (await channel.OfficerAsync("vertrouwenspersoon", ["list", "--json"])).Json().GetProperty("cases").GetArrayLength());

        foreach (var row in rows)
        {
            var shown = await channel.OfficerAsync("plaatsvervanger", ["show", row.GetProperty("number").GetString()!]);
            Assert.True(shown.Code == 0, shown.Output + shown.Error);
        }

        // Mails only of the two afternoons on which the channel acknowledged by itself, and perhaps of today's slot by now.
        Assert.InRange(Directory.Exists(Path.Combine(channel.Data, "mail")) ? Directory.GetFiles(Path.Combine(channel.Data, "mail"), "*", SearchOption.AllDirectories).Length : 0, 0, 9);
        Assert.Equal(20, File.ReadLines(Path.Combine(channel.Data, "demo", "codes.txt")).Count(line => line.Length == 34));
        Assert.Equal(3, (await SeedAsync(channel)).Code);
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task Nothing_is_invented_for_what_is_no_demonstration()
    {
        var folder = Directory.CreateTempSubdirectory("integrity-real-");
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            Repository.Program("Crypto.Cli"),
            ["seed", "cases", "--data", folder.FullName, "--intake", "http://localhost:9", "--casework", "http://localhost:9", "--clock", Path.Combine(folder.FullName, "clock")]) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        folder.Delete(recursive: true);

        Assert.Equal(3, process.ExitCode);
        Assert.Contains("no demonstration", error, StringComparison.Ordinal);
    }

    private static Task<CommandAnswer> SeedAsync(RelayedChannel channel) => channel.RunAsync(
        "seed", "cases", "--data", channel.Data, "--intake", RelayedChannel.Origin(channel.Intake), "--casework", RelayedChannel.Origin(channel.Casework), "--clock", channel.SeedClock!);
}
