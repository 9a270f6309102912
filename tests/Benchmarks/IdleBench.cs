namespace IntegrityChannel.Benchmarks;

/// <summary>Both processes without a visitor: how long they take to be ready on a folder that they know, and what they hold after half a minute.</summary>
internal static class IdleBench
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    internal static async Task<object> RunAsync(BenchChannel channel)
    {
        // The first start makes databases, a key ring and a certificate; a restart is what an operator waits for.
        await channel.StartAsync();
        var first = (channel.Casework.SecondsToReady, channel.Intake.SecondsToReady);
        await channel.Casework.DisposeAsync();
        await channel.Intake.DisposeAsync();
        await channel.StartAsync();
        await Task.Delay(Rest);
        var (intake, casework) = (channel.Intake.RssMebibytes, channel.Casework.RssMebibytes);
        return new
        {
            RssMb = new { Intake = BenchJson.Round(intake, 0), Casework = BenchJson.Round(casework, 0), Together = BenchJson.Round(intake + casework, 0) },
            SecondsToReady = new { Casework = BenchJson.Round(channel.Casework.SecondsToReady), Intake = BenchJson.Round(channel.Intake.SecondsToReady) },
            CpuMsToReady = new { Casework = BenchJson.Round(channel.Casework.CpuMillisecondsToReady, 0), Intake = BenchJson.Round(channel.Intake.CpuMillisecondsToReady, 0) },
            FirstStartSeconds = new { Casework = BenchJson.Round(first.Item1), Intake = BenchJson.Round(first.Item2) },
        };
    }
}
