using System.Net;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Intake.Tests.Budgets;

/// <summary>Somebody sends junk as fast as the machine goes, from one network and from two hundred; a reporter gets through, and nothing accepted is lost.</summary>
public sealed class FloodTests
{
    private const int AtOnce = 48;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly IPAddress Reporter = IPAddress.Parse("127.77.0.1");

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public Task A_reporter_gets_through_a_thousand_junk_submissions_and_nothing_is_lost(int sources) => FloodAsync(sources, junk: 1_000, spam: 150);

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [Trait("lane", "full")]
    public Task A_reporter_gets_through_ten_thousand_junk_submissions_and_nothing_is_lost(int sources) => FloodAsync(sources, junk: 10_000, spam: 600);

    [Fact]
    public async Task Ten_spam_reports_or_seven_colleagues_behind_one_address_lock_nobody_out()
    {
        await using var intake = await StartAsync();
        var flood = new Flood(intake.Port);
        var office = IPAddress.Parse("127.5.0.1");
        foreach (var _ in Enumerable.Range(0, 10))
        {
            Assert.Equal(PutCode.Accepted, await flood.PostAsync(office, Spam(intake), Patience, IntakeProcess.Cancel));
        }

        foreach (var colleague in Enumerable.Range(0, 7).Select(_ => intake.NewReport()))
        {
            using (colleague)
            {
                Assert.Equal(PutCode.Accepted, await flood.PostAsync(office, colleague.Report(), Patience, IntakeProcess.Cancel));
                Assert.Equal(PutCode.Accepted, await flood.PostAsync(office, colleague.Message(), Patience, IntakeProcess.Cancel));
            }
        }
    }

    [Fact]
    public async Task The_last_of_the_disk_is_not_for_whoever_is_over_the_own_budget()
    {
        await using var intake = IntakeProcess.Prepare();
        await intake.PublishAsync();
        var free = new DriveInfo(intake.Root).AvailableFreeSpace;
        await intake.RunAsync("--visitors", "addresses", "--minimumFreeBytes", $"{free / 2}");
        var flood = new Flood(intake.Port);
        var office = IPAddress.Parse("127.5.0.1");
        var codes = new List<PutCode?>();
        for (var sent = 0; sent < 62; sent++)
        {
            codes.Add(await flood.PostAsync(office, Spam(intake), Patience, IntakeProcess.Cancel));
        }

        Assert.Equal([PutCode.Accepted, PutCode.StorageFull], codes.Distinct().Order());
        using var report = intake.NewReport();
        Assert.Equal(PutCode.Accepted, await flood.PostAsync(Reporter, report.Report(), Patience, IntakeProcess.Cancel));
    }

    private static async Task FloodAsync(int sources, int junk, int spam)
    {
        await using var intake = await StartAsync();
        var flood = new Flood(intake.Port);
        var bodies = Enumerable.Range(0, junk).Select(number => number % (junk / spam) == 0 ? Spam(intake) : Noise(number)).ToList();

        // Whoever floods from one network does not stand in the lane for each answer: it gives up and sends the next.
        var waits = sources == 1 ? TimeSpan.FromMilliseconds(250) : Patience;
        var flooding = flood.RunAsync(bodies, place => Source(place % sources), AtOnce, waits, IntakeProcess.Cancel);
        var reports = new List<SampleReport>();
        do
        {
            var report = intake.NewReport();
            reports.Add(report);
            Assert.Equal(PutCode.Accepted, await flood.PostAsync(Reporter, report.Report(), Patience, IntakeProcess.Cancel));
        }
        while (!flooding.IsCompleted && reports.Count < 50);

        var outcome = await flooding;
        await using (var mailbox = await intake.OpenMailboxAsync())
        {
            var stored = await mailbox.ReportsAsync(new(0), IntakeProcess.Cancel);
            Assert.Empty(reports.Select(report => report.ReportId).Except(stored.Select(report => report.ReportId)));
            Assert.InRange(stored.Count, reports.Count + outcome.Accepted, reports.Count + junk);
        }

        Assert.True(sources == 1 || outcome.Unanswered == 0, $"{outcome.Unanswered} unanswered");
        reports.ForEach(report => report.Dispose());
    }

    private static async Task<IntakeProcess> StartAsync()
    {
        var intake = IntakeProcess.Prepare();
        await intake.PublishAsync();
        await intake.RunAsync("--visitors", "addresses");
        return intake;
    }

    private static IPAddress Source(int number) => new([127, 3, (byte)number, 1]);

    private static byte[] Spam(IntakeProcess intake)
    {
        using var report = intake.NewReport();
        return report.Report();
    }

    private static byte[] Noise(int number)
    {
        var noise = new byte[13_000];
        new SeededEntropy($"{number}").Fill(noise.AsSpan(0, 64));
        return noise;
    }
}
