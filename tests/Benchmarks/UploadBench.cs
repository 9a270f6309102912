using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Benchmarks;

/// <summary>One container in parts of 1 MiB, four in flight, then the report that names it. Each part is on the disk before it is answered.</summary>
internal static class UploadBench
{
    private const int InFlight = 4;
    private const int HeadSize = 4 + Id16.Size + sizeof(ulong) + sizeof(uint);

    internal static async Task<object> RunAsync(BenchChannel channel, TextWriter progress)
    {
        await channel.StartAsync();
        await UploadAsync(channel, 8);
        var runs = new List<object>();
        foreach (var mebibytes in (int[])[100, 1024])
        {
            progress.WriteLine($"uploading {mebibytes} MiB …");
            runs.Add(await UploadAsync(channel, mebibytes));
        }

        return new { Runs = runs };
    }

    private static async Task<object> UploadAsync(BenchChannel channel, int mebibytes)
    {
        var total = ContainerLengths.Sealed((long)mebibytes << 20);
        var parts = ContainerLengths.Parts(total);
        var hashes = new Hash32[parts];
        var uploadId = RandomNumberGenerator.GetBytes(Id16.Size);
        channel.Intake.ForgetPeak();
        var (before, cpu) = (channel.Intake.RssMebibytes, channel.Intake.CpuMilliseconds);
        var next = -1;
        void Work()
        {
            using var line = HttpLine.Open(channel.IntakePort, "/r/part");
            var body = Body(uploadId, (ulong)total);
            for (var index = Interlocked.Increment(ref next); index < parts; index = Interlocked.Increment(ref next))
            {
                var length = ContainerLengths.PartLength(total, index);
                BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(HeadSize - sizeof(uint)), (uint)index);
                BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(HeadSize), index);
                hashes[index] = Hash32.From(SHA256.HashData(body.AsSpan(HeadSize, length)));
                if (line.Post(body.AsMemory(0, HeadSize + length)) is not 0 and var code)
                {
                    throw new InvalidOperationException($"part {index} was answered with {code}");
                }
            }
        }

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => HttpLine.OnThreadOfItsOwn(Work)));
        var seconds = watch.Elapsed.TotalSeconds;
        watch.Restart();
        Name(channel, total, ContainerHash.Of(hashes));
        return new
        {
            Mib = mebibytes,
            MbPerS = BenchJson.Round(total / 1e6 / seconds, 1),
            PutMs = BenchJson.Round(watch.Elapsed.TotalMilliseconds, 1),
            CpuMsPerMib = BenchJson.Round((channel.Intake.CpuMilliseconds - cpu) / mebibytes),
            RssGrowthMb = BenchJson.Round(channel.Intake.PeakMebibytes - before, 1),
        };
    }

    private static void Name(BenchChannel channel, long length, Hash32 hash)
    {
        using var report = new SampleReport(channel.Organisation, channel.Today.Value) { Recipients = channel.Organisation.Officers };
        using var line = HttpLine.Open(channel.IntakePort, "/r/put");
        if (line.Post(report.Report(header => header with { ContainerLength = (ulong)length, ContainerHash = hash })) is not 0 and var code)
        {
            throw new InvalidOperationException($"the report was answered with {code}");
        }
    }

    private static byte[] Body(byte[] uploadId, ulong total)
    {
        var body = new byte[HeadSize + ContainerLengths.PartSize];
        RandomNumberGenerator.Fill(body.AsSpan(HeadSize));
        "sicU"u8.CopyTo(body);
        uploadId.CopyTo(body, 4);
        BinaryPrimitives.WriteUInt64BigEndian(body.AsSpan(4 + Id16.Size), total);
        return body;
    }
}
