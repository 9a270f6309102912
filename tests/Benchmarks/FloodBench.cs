using System.Diagnostics;
using System.Net;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Benchmarks;

/// <summary>
/// 10,000 junk submissions (one in sixteen a whole report, the others noise of its length), from one network and then from two hundred, over a connection each; meanwhile one
/// reporter after another, from a network of their own, over a connection each. Told: how long these waited, and how many were refused.
/// </summary>
internal static class FloodBench
{
    private const int Junk = 10_000;
    private const int OneInSo = 16;
    private const int AtOnce = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly IPAddress Reporter = IPAddress.Parse("127.77.0.1");

    internal static async Task<object> RunAsync(BenchChannel channel, TextWriter progress)
    {
        await channel.StartAsync("--visitors", "addresses");
        progress.WriteLine($"preparing {Junk} submissions …");
        var bodies = Enumerable.Range(0, Junk).Select(number => number % OneInSo == 0 ? Report(channel) : new byte[13_500]).ToList();
        var runs = new List<object>();
        foreach (var sources in (int[])[1, 200])
        {
            progress.WriteLine($"sending them from {sources} …");
            runs.Add(await MeasureAsync(channel, bodies, sources));
            bodies = [.. bodies.Select((body, number) => number % OneInSo == 0 ? Report(channel) : body)];
        }

        return new { Runs = runs };
    }

    private static async Task<object> MeasureAsync(BenchChannel channel, List<byte[]> bodies, int sources)
    {
        var flood = new Flood(channel.IntakePort);
        var waits = sources == 1 ? TimeSpan.FromMilliseconds(250) : Patience;
        var cpu = channel.Intake.CpuMilliseconds;
        channel.Intake.ForgetPeak();
        var flooding = flood.RunAsync(bodies, place => new IPAddress([127, (byte)sources, (byte)(place % sources), 1]), AtOnce, waits, CancellationToken.None);
        var (milliseconds, refused) = (new List<double>(), 0);
        while (!flooding.IsCompleted && milliseconds.Count < 50)
        {
            var report = Report(channel);
            var started = Stopwatch.GetTimestamp();
            refused += await flood.PostAsync(Reporter, report, Patience, CancellationToken.None) == PutCode.Accepted ? 0 : 1;
            milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var outcome = await flooding;
        milliseconds.Sort();
        return new
        {
            Sources = sources,
            Junk = bodies.Count,
            JunkAccepted = outcome.Accepted,
            JunkUnanswered = outcome.Unanswered,
            Reporters = milliseconds.Count,
            ReportersRefused = refused,
            ReporterMedianMs = BenchJson.Round(milliseconds[milliseconds.Count / 2]),
            ReporterSlowestMs = BenchJson.Round(milliseconds[^1]),
            CpuS = BenchJson.Round((channel.Intake.CpuMilliseconds - cpu) / 1000, 1),
            PeakRssMb = BenchJson.Round(channel.Intake.PeakMebibytes, 0),
        };
    }

    private static byte[] Report(BenchChannel channel)
    {
        using var report = new SampleReport(channel.Organisation, channel.Today.Value) { Recipients = channel.Organisation.Officers };
        return report.Report();
    }
}
