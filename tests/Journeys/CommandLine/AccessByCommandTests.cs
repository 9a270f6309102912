using System.Diagnostics;
using IntegrityChannel.Journeys.Channel;

namespace IntegrityChannel.Journeys.CommandLine;

/// <summary>An auditor verifies who read what, with the file that the host writes and the public log.</summary>
[Trait("lane", "full")]
public sealed class AccessByCommandTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    public async Task What_officers_did_is_verified_the_day_after_and_a_bent_file_is_refused()
    {
        await using var channel = new RelayedChannel();
        await channel.InitializeAsync();
        Assert.Equal(0, (await channel.ReportAsync("Wie las dit?")).Code);
        var number = await channel.CaseOfLastReportAsync();
        Assert.Equal(0, (await channel.OfficerAsync("acknowledge", number)).Code);
        channel.Clock.Set("2026-03-03T09:00:00+01:00");
        await GrowsAsync(channel);

        var file = Path.Combine(channel.Scratch, "access.txt");
        await RunningProgram.RunAsync(Repository.Program("Casework.Host"), ["access", "--data", channel.Data, "--to", file], new Dictionary<string, string>(), Path.Combine(channel.Scratch, "access.log"), Ct);
        var verified = await VerifyAsync(channel, file, "--json");
        Assert.True(verified.Code == 0, verified.Error);
        Assert.Equal(["read", "wrote"], verified.Json().GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("action").GetString()!).Distinct().Order(StringComparer.Ordinal));
        Assert.All(verified.Json().GetProperty("entries").EnumerateArray(), entry => Assert.Equal("Verantwoordelijke integriteit", entry.GetProperty("name").GetString()));

        var lines = await File.ReadAllLinesAsync(file, Ct);
        await File.WriteAllLinesAsync(file, lines.Where(line => line != lines[1]), Ct);
        var bent = await VerifyAsync(channel, file);
        Assert.Equal(4, bent.Code);
        Assert.Empty(bent.Output);
    }

    private static Task<CommandAnswer> VerifyAsync(RelayedChannel channel, string file, params string[] more) =>
        channel.RunAsync(["verify", "access", "--file", file, "--server", RelayedChannel.Origin(channel.Casework), "--fingerprint", channel.Fingerprint, .. more]);

    /// <summary>A tick closes the day that is over: a closed entry joins that of the day before the first.</summary>
    private static async Task GrowsAsync(RelayedChannel channel)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(90); await Task.Delay(500, Ct))
        {
            var log = await channel.RunAsync("verify", "log", "--server", RelayedChannel.Origin(channel.Casework), "--fingerprint", channel.Fingerprint);
            if (log.Output.Split('\n').Count(line => line == "  closed") >= 2)
            {
                return;
            }
        }

        throw new InvalidOperationException("no day was closed within a minute and a half");
    }
}
