using System.Diagnostics;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Benchmarks;

/// <summary>
/// Sealed reports to three officers and recovery (13.5 KB each), prepared beforehand, posted over kept-alive HTTP connections to the real process. In the
/// same run the floor: the same bytes, the same durability and groups of the same size, by a loop that does nothing else.
/// </summary>
internal static class SubmitBench
{
    private const int WarmUp = 1_000;
    private const int FloorGroup = 64;
    private const int Small = 8;

    private static readonly (int Concurrency, int Reports)[] Plan = [(1, 4_000), (16, 16_000), (64, 32_000)];

    internal static async Task<object> RunAsync(BenchChannel channel, bool small, TextWriter progress)
    {
        await channel.StartAsync();
        await SendAsync(channel, Prepare(channel, WarmUp), concurrency: 16);
        var runs = new List<object>();
        foreach (var (concurrency, planned) in Plan)
        {
            var reports = small ? planned / Small : planned;
            progress.WriteLine($"preparing {reports} reports …");
            var prepared = Prepare(channel, reports);
            GC.Collect();
            progress.WriteLine($"sending them, {concurrency} at once …");
            runs.Add(await MeasureAsync(channel, prepared, concurrency));
        }

        progress.WriteLine("the floor …");
        var floor = Floor.Measure(Path.Combine(channel.Data, "floor.db"), Prepare(channel, small ? 16_000 / Small : 16_000), FloorGroup);
        return new { Runs = runs, FloorPerS = BenchJson.Round(floor, 0), Bytes = Prepare(channel, 1)[0].Length };
    }

    private static async Task<object> MeasureAsync(BenchChannel channel, List<byte[]> reports, int concurrency)
    {
        var (cpu, written) = (channel.Intake.CpuMilliseconds, channel.Intake.WrittenKibibytes);
        var watch = Stopwatch.StartNew();
        var (milliseconds, refused) = await SendAsync(channel, reports, concurrency);
        var seconds = watch.Elapsed.TotalSeconds;
        Array.Sort(milliseconds);
        return new
        {
            Concurrency = concurrency,
            Reports = reports.Count,
            AcceptedPerS = BenchJson.Round((reports.Count - refused) / seconds, 0),
            Refused = refused,
            P50Ms = Percentile(milliseconds, 0.50),
            P95Ms = Percentile(milliseconds, 0.95),
            P99Ms = Percentile(milliseconds, 0.99),
            CpuMsPerReport = BenchJson.Round((channel.Intake.CpuMilliseconds - cpu) / reports.Count, 3),
            WrittenKibPerReport = BenchJson.Round((channel.Intake.WrittenKibibytes - written) / reports.Count, 1),
            RssMb = new { Intake = BenchJson.Round(channel.Intake.RssMebibytes, 0), Casework = BenchJson.Round(channel.Casework.RssMebibytes, 0) },
        };
    }

    private static async Task<(double[] Milliseconds, int Refused)> SendAsync(BenchChannel channel, List<byte[]> reports, int concurrency)
    {
        var milliseconds = new double[reports.Count];
        var next = -1;
        var refused = 0;
        void Work()
        {
            using var line = HttpLine.Open(channel.IntakePort, "/r/put");
            for (var index = Interlocked.Increment(ref next); index < reports.Count; index = Interlocked.Increment(ref next))
            {
                var started = Stopwatch.GetTimestamp();
                if (line.Post(reports[index]) != 0)
                {
                    Interlocked.Increment(ref refused);
                }

                milliseconds[index] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }

        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => HttpLine.OnThreadOfItsOwn(Work)));
        return (milliseconds, refused);
    }

    private static List<byte[]> Prepare(BenchChannel channel, int count)
    {
        var reports = new List<byte[]>(count);
        for (var index = 0; index < count; index++)
        {
            using var report = new SampleReport(channel.Organisation, channel.Today.Value) { Recipients = channel.Organisation.Officers };
            reports.Add(report.Report());
        }

        return reports;
    }

    private static double Percentile(double[] sorted, double share) => BenchJson.Round(sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)]);
}
