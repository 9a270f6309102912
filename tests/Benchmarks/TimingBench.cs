using System.Diagnostics;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Benchmarks;

/// <summary>
/// I-16, the part that no test can gate: 2,000 pairs of a login with a known code (a report, a message and a reply wait there) and one with an unknown code, in an order that
/// changes from pair to pair, over one kept-alive connection. The effect is the difference of the medians, as a share of the median of the unknown.
/// </summary>
internal static class TimingBench
{
    private const int Pairs = 2_000;
    private const int WarmUp = 300;

    internal static async Task<object> RunAsync(BenchChannel channel, TextWriter progress)
    {
        await channel.StartAsync();
        using var known = await FillAsync(channel);
        using var unknown = new SampleReport(channel.Organisation, channel.Today.Value) { Recipients = channel.Organisation.Officers };
        using var hello = HttpLine.Open(channel.IntakePort, "/r/hello");
        using var open = HttpLine.Open(channel.IntakePort, "/r/open");
        Measure(WarmUp);
        progress.WriteLine($"{Pairs} pairs …");
        var (knownMs, unknownMs) = Measure(Pairs);
        var differences = knownMs.Zip(unknownMs, (one, other) => one - other).Order().ToList();
        var (medianKnown, medianUnknown) = (Median(knownMs), Median(unknownMs));
        return new
        {
            Pairs,
            KnownMedianMs = BenchJson.Round(medianKnown, 4),
            UnknownMedianMs = BenchJson.Round(medianUnknown, 4),
            PairedMedianMs = BenchJson.Round(differences[Pairs / 2], 4),
            EffectPercent = BenchJson.Round(100 * Math.Abs(medianKnown - medianUnknown) / medianUnknown),
        };

        (List<double> Known, List<double> Unknown) Measure(int pairs)
        {
            var (first, second) = (new List<double>(pairs), new List<double>(pairs));
            Span<byte> order = stackalloc byte[1];
            for (var pair = 0; pair < pairs; pair++)
            {
                SystemEntropy.Instance.Fill(order);
                if ((order[0] & 1) == 0)
                {
                    first.Add(Time(known));
                    second.Add(Time(unknown));
                }
                else
                {
                    second.Add(Time(unknown));
                    first.Add(Time(known));
                }
            }

            return (first, second);
        }

        double Time(SampleReport report)
        {
            hello.Post(ReadOnlyMemory<byte>.Empty);
            var nonce = hello.Body.ToArray();
            byte[] request = [.. report.MailboxId, .. nonce, .. report.LoginSignature($"http://localhost:{channel.IntakePort}", nonce)];
            var started = Stopwatch.GetTimestamp();
            open.Post(request);
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
    }

    /// <summary>A mailbox as a reporter comes back to it, among two hundred others.</summary>
    private static async Task<SampleReport> FillAsync(BenchChannel channel)
    {
        await using var mailbox = await MailboxStore.OpenAsync(
            new MailboxOptions
            {
                MailboxFile = Path.Combine(channel.Data, "mailbox.db"),
                KeysFile = Path.Combine(channel.Data, "keys.db"),
                Clock = new ManualClock(DateTimeOffset.UnixEpoch.AddDays(channel.Today.Value).AddHours(12)),
                Entropy = SystemEntropy.Instance,
            },
            CancellationToken.None);
        var report = new SampleReport(channel.Organisation, channel.Today.Value) { Recipients = channel.Organisation.Officers };
        await PutAsync(report.Report(), PutAudience.Intake);
        await PutAsync(report.Message(), PutAudience.Intake);
        await PutAsync(report.By(channel.Organisation.Officers[0], ObjectKind.Reply), PutAudience.Casework);
        for (var other = 0; other < 200; other++)
        {
            using var more = new SampleReport(channel.Organisation, channel.Today.Value) { Recipients = channel.Organisation.Officers };
            await PutAsync(more.Report(), PutAudience.Intake);
        }

        return report;

        async Task PutAsync(byte[] bytes, PutAudience audience)
        {
            var outcome = await mailbox.PutAsync(bytes, audience, CancellationToken.None);
            if (outcome.Code != PutCode.Accepted)
            {
                throw new InvalidOperationException($"{outcome.Code}");
            }
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
