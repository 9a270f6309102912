using IntegrityChannel.Casework.Host.Cases;
using IntegrityChannel.Casework.Host.Jobs;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrityChannel.Casework.Tests.Jobs;

/// <summary>Reports received on Monday 2 March 2026: acknowledgement by Monday 9 March.</summary>
public sealed class CaseTickTests
{
    private static readonly DateOnly Received = TestData.Today.Date;
    private static readonly DateOnly WorkTarget = Received.AddDays(7);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_mailbox_becomes_a_case_file_once()
    {
        await using var bench = new TickBench();
        var report = await bench.ReceiveAsync(bench.Files.Sample.Responsible);

        await bench.TickAtAsync(Received, 9, 1);
        var first = await bench.Services.GetRequiredService<CaseFiles>().ReadAllAsync(Token);
        await bench.TickAtAsync(Received.AddDays(1), 9, times: 2);
        var later = await bench.Services.GetRequiredService<CaseFiles>().ReadAllAsync(Token);

        Assert.Equal([report.ReportId], first.Keys);
        Assert.Equal(first[report.ReportId].CaseNumber, later.Single().Value.CaseNumber);
        Assert.Equal(TestData.Today.Value, later.Single().Value.OpenedDay);
    }

    [Fact]
    public async Task A_case_file_opened_late_loses_no_day_of_the_term()
    {
        await using var bench = new TickBench();
        await bench.ReceiveAsync(bench.Files.Sample.Responsible);

        await bench.TickAtAsync(Received.AddDays(5), 7);

        Assert.Equal(Received, (await CaseAsync(bench)).File.Received);
    }

    [Fact]
    public async Task The_channel_acknowledges_at_four_on_the_work_target_and_only_once()
    {
        await using var bench = new TickBench();
        await bench.ReceiveAsync(bench.Files.Sample.Responsible, bench.Files.Sample.Deputy);

        await bench.TickAtAsync(WorkTarget, 15, 59);
        Assert.Empty(await NoticesAsync(bench));
        await bench.TickAtAsync(WorkTarget, 16, 0, times: 3);
        await bench.TickAtAsync(WorkTarget.AddDays(1), 16, 0);

        Assert.Equal(WorkTarget, Assert.Single(await NoticesAsync(bench)).PutDay.Date);
        var clock = CaseClock.Project((await CaseAsync(bench)).File, WorkTarget);
        Assert.True(clock.AcknowledgedByChannel);
        Assert.Equal(WorkTarget.AddMonths(3), clock.Feedback.Deadline.By);
        Assert.Equal(0, (await bench.ResultsAsync())["channel-notices"]);
    }

    [Fact]
    public async Task The_notice_says_the_dates_of_the_law_and_is_signed_by_the_channel()
    {
        await using var bench = new TickBench();
        var report = await bench.ReceiveAsync(bench.Files.Sample.Responsible);
        await bench.TickAtAsync(WorkTarget, 16);

        var entries = await bench.Services.GetRequiredService<MailboxStore>().ReadForReporterAsync(report.ReportId, Token);
        var entry = entries.Single(each => each.Header.Kind == ObjectKind.ChannelNotice);
        Assert.True(SealedObject.TryParse(entry.Bytes, out var parsed, out _));
        Assert.True(parsed.VerifySignature(bench.Files.Sample.CaseworkKey.PublicKey.Span));
        Assert.True(ChannelNotice.TryParse(parsed.Body, out var notice));
        Assert.Equal(
            (Received, WorkTarget, WorkTarget.AddMonths(3)),
            (notice.Received.Date, notice.AcknowledgeBy.Date, notice.FeedbackBy.Date));
    }

    [Fact]
    public async Task After_an_officer_acknowledged_the_channel_keeps_silent()
    {
        await using var bench = new TickBench();
        var report = await bench.ReceiveAsync(bench.Files.Sample.Responsible);
        await bench.TickAtAsync(Received, 10);
        await bench.PutAsync(report.By(bench.Files.Sample.Responsible, ObjectKind.Acknowledgement), PutAudience.Casework);

        await bench.TickAtAsync(WorkTarget, 17);

        Assert.Empty(await NoticesAsync(bench));
    }

    [Fact]
    public async Task A_machine_that_was_off_over_the_whole_term_does_not_pretend_to_have_acknowledged()
    {
        await using var bench = new TickBench();
        await bench.ReceiveAsync(bench.Files.Sample.Responsible);

        await bench.TickAtAsync(WorkTarget.AddDays(1), 8);

        Assert.Empty(await NoticesAsync(bench));
        Assert.Equal(DutyState.Overdue, CaseClock.Project((await CaseAsync(bench)).File, WorkTarget.AddDays(1)).Acknowledge.State);
    }

    [Fact]
    public async Task With_a_key_that_the_directory_does_not_list_no_notice_is_written_and_the_result_says_so_from_the_first_day()
    {
        using var data = new TestData();
        data.UseChannelKey(data.Sample.IntakeKey);
        await using var bench = new TickBench(data);
        await bench.ReceiveAsync(data.Sample.Responsible);

        await bench.TickAtAsync(Received, 9);
        Assert.Equal((ushort)ChannelState.ChannelKeyNotListed, (await bench.ResultsAsync())["channel-notices"]);
        await bench.TickAtAsync(WorkTarget, 16);

        Assert.Empty(await NoticesAsync(bench));
        Assert.Equal((ushort)ChannelState.ChannelKeyNotListed, (await bench.ResultsAsync())["channel-notices"]);
    }

    [Fact]
    public async Task Without_the_setting_the_channel_never_acknowledges()
    {
        using var data = new TestData();
        await File.WriteAllTextAsync(
            Path.Combine(data.Organisation, "settings.json"),
            """{"name":{"nl":"Zone"},"languages":["nl"],"zone":"Europe/Brussels","mailRule":"discreet","automaticAcknowledgement":false}""",
            Token);
        await using var bench = new TickBench(data);
        await bench.ReceiveAsync(data.Sample.Responsible);

        await bench.TickAtAsync(WorkTarget, 17);

        Assert.Empty(await NoticesAsync(bench));
    }

    [Fact]
    public async Task A_step_that_fails_is_recorded_and_stops_no_other()
    {
        await using var bench = new TickBench();
        var after = new CountingStep();
        var tick = new Tick(
            [new FailingStep(), after],
            bench.Services.GetRequiredService<TickTurn>(),
            bench.Services.GetRequiredService<TickResults>(),
            bench.Services.GetRequiredService<CivilClock>(),
            bench.Clock,
            bench.Services.GetRequiredService<ILoggerFactory>());

        await tick.RunAsync(Token);

        Assert.Equal(1, after.Runs);
        var results = await bench.ResultsAsync();
        Assert.Equal(Tick.InternalFault, results["failing"]);
        Assert.Equal(7, results["counting"]);
    }

    private static async Task<ShelvedCase> CaseAsync(TickBench bench) =>
        Assert.Single(await bench.Services.GetRequiredService<CaseShelf>().ReadAllAsync(Token));

    private static async Task<IReadOnlyList<MailboxObject>> NoticesAsync(TickBench bench) =>
        [.. (await bench.Services.GetRequiredService<MailboxStore>().ObjectsSinceAsync(default, Token)).Where(item => item.Kind == ObjectKind.ChannelNotice)];

    private sealed class FailingStep : ITickStep
    {
        public string Name => "failing";

        public Task<ushort> RunAsync(TickMoment moment, CancellationToken cancellationToken) => throw new InvalidOperationException("planted-secret");
    }

    private sealed class CountingStep : ITickStep
    {
        public string Name => "counting";

        internal int Runs { get; private set; }

        public Task<ushort> RunAsync(TickMoment moment, CancellationToken cancellationToken)
        {
            Runs++;
            return Task.FromResult<ushort>(7);
        }
    }
}
