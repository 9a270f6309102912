using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Benchmarks;

/// <summary>
/// Reports without script: the form that sends, with two kilobytes of text, to three officers and recovery, over a connection of its own each, as browsers send it. The real process
/// reads, seals, stores and answers with a page.
/// </summary>
internal static class AssistedBench
{
    private const int WarmUp = 1_000;
    private const int Reports = 1_000;
    private const int Letters = 2_000;

    internal static async Task<object> RunAsync(BenchChannel channel, bool small)
    {
        await channel.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{channel.IntakePort}") };
        client.DefaultRequestHeaders.Add("Origin", $"http://localhost:{channel.IntakePort}");
        await SendAsync(client, channel, WarmUp);
        var (reports, cpu) = (small ? Reports / 8 : Reports, channel.Intake.CpuMilliseconds);
        var milliseconds = await SendAsync(client, channel, reports);
        Array.Sort(milliseconds);
        return new
        {
            Reports = reports,
            CpuMsPerReport = BenchJson.Round((channel.Intake.CpuMilliseconds - cpu) / reports),
            P50Ms = BenchJson.Round(milliseconds[reports / 2]),
            P99Ms = BenchJson.Round(milliseconds[reports * 99 / 100]),
            RssMb = BenchJson.Round(channel.Intake.RssMebibytes, 0),
        };
    }

    /// <summary>One after the other; how long each took.</summary>
    private static async Task<double[]> SendAsync(HttpClient client, BenchChannel channel, int reports)
    {
        var milliseconds = new double[reports];
        for (var report = 0; report < reports; report++)
        {
            using var form = new FormUrlEncodedContent(Form(channel));
            var begun = TimeProvider.System.GetTimestamp();
            using var answer = await client.PostAsync(new Uri("/form/en", UriKind.Relative), form);
            var page = await answer.Content.ReadAsStringAsync();
            milliseconds[report] = TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds;
            if (!page.Contains("Your report was received", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("a report was not taken");
            }
        }

        return milliseconds;
    }

    private static IEnumerable<KeyValuePair<string, string>> Form(BenchChannel channel)
    {
        using var code = ReferenceCode.Create(SystemEntropy.Instance);
        var text = new char[ReferenceCode.TextLength];
        code.Format(text);
        var officers = channel.Organisation.Officers.Select(officer => officer.Id.ToString()).ToList();
        return
        [
            KeyValuePair.Create("step", "send"), KeyValuePair.Create("story", new string('e', Letters)), KeyValuePair.Create("staff", "yes"), KeyValuePair.Create("recovery", "yes"),
            KeyValuePair.Create("invited", channel.Organisation.Confidant.Id.ToString()), .. officers.Select(id => KeyValuePair.Create("agreed", id)),
            KeyValuePair.Create("code", new string(text)), KeyValuePair.Create("asked", "0"), KeyValuePair.Create("group", new string(text, 0, 4)),
        ];
    }
}
