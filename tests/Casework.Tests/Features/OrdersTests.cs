using System.Net;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Casework.Tests.Jobs;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrityChannel.Casework.Tests.Features;

/// <summary>Orders of officers at casework: who may give them, and what the tick makes of them.</summary>
public sealed class OrdersTests
{
    private static readonly DateOnly Received = TestData.Today.Date;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I_08_from_the_removal_on_the_session_of_that_officer_finds_no_case_and_the_colleague_does()
    {
        await using var host = new RunningHost();
        var sample = host.Files.Sample;
        using var report = await host.SubmitAsync(sample.Responsible, sample.Deputy);
        var remover = await host.Open().SignInAsync(host.Files.Responsible);
        var removed = await host.Open().SignInAsync(host.Files.Deputy);
        var path = "/o/cases/" + OfficerBrowser.Text(report.ReportId.Span);
        using var before = await removed.GetAsync(path);

        using var put = await remover.PostBytesAsync("/o/put", report.Order(sample.Responsible, ControlOrder.Remove(sample.Deputy.Id, 7)));
        using var after = await removed.GetAsync(path);
        using var late = await removed.PostBytesAsync("/o/put", report.By(sample.Deputy, ObjectKind.Reply));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound], [before.StatusCode, put.StatusCode, after.StatusCode]);
        Assert.Equal(PutCode.UnknownReport, await CodeAsync(late));
        Assert.Empty((await removed.GetJsonAsync("/o/cases"))["cases"]!.AsArray());
        Assert.Single((await remover.GetJsonAsync("/o/cases"))["cases"]!.AsArray());
    }

    [Fact]
    public async Task Who_may_not_erase_is_refused_and_the_list_says_what_waits()
    {
        await using var host = new RunningHost();
        var sample = host.Files.Sample;
        using var report = await host.SubmitAsync(sample.Responsible, sample.Confidant);
        var confidant = await host.Open().SignInAsync(host.Files.Confidant);
        var responsible = await host.Open().SignInAsync(host.Files.Responsible);

        using var refused = await confidant.PostBytesAsync("/o/put", report.Order(sample.Confidant, ControlOrder.Erase([], 4), remember: false));
        var erase = report.Order(sample.Responsible, ControlOrder.Erase([], 4));
        using var taken = await responsible.PostBytesAsync("/o/put", erase);
        using var again = await responsible.PostBytesAsync("/o/put", erase);
        using var hold = await confidant.PostBytesAsync("/o/put", report.Order(sample.Confidant, ControlOrder.Hold(1)));
        var line = Assert.Single((await responsible.GetJsonAsync("/o/cases"))["cases"]!.AsArray())!;

        Assert.Equal([PutCode.UnknownKind, PutCode.Accepted, PutCode.Accepted, PutCode.Accepted], [await CodeAsync(refused), await CodeAsync(taken), await CodeAsync(again), await CodeAsync(hold)]);
        Assert.True(line["held"]!.GetValue<bool>());
        Assert.Equal(1, line["ordersWaiting"]!.GetValue<int>());
        Assert.Equal(TestData.Today.Value + 730, line["keptUntil"]!.GetValue<uint>());
    }

    [Fact]
    public async Task A_report_is_erased_by_the_tick_after_a_colleagues_word_and_its_case_file_with_it()
    {
        await using var bench = new TickBench();
        using var report = await OrderedAsync(bench);
        await bench.TickAtAsync(Received.AddDays(29), 9, times: 2);
        Assert.Single(await bench.Services.GetRequiredService<MailboxStore>().ReportsAsync(default, Token));

        report.Day = TestData.Today.AddDays(29);
        await bench.PutAsync(report.Order(bench.Files.Sample.Deputy, ControlOrder.Confirm(await HashOfOrderAsync(bench))), PutAudience.Casework);
        await bench.TickAtAsync(Received.AddDays(29), 9, 1, times: 2);

        await AssertErasedAsync(bench, report);
    }

    [Fact]
    public async Task Without_a_word_it_is_erased_on_the_thirtieth_day_also_when_the_clock_jumps_there_and_back()
    {
        await using var bench = new TickBench();
        using var report = await OrderedAsync(bench);
        await bench.TickAtAsync(Received.AddDays(300), 9);
        await AssertErasedAsync(bench, report);
        await bench.TickAtAsync(Received, 9, times: 2);
        await AssertErasedAsync(bench, report);
    }

    [Fact]
    public async Task A_removed_officers_keys_are_gone_after_the_confirmation_and_not_before()
    {
        await using var bench = new TickBench();
        var sample = bench.Files.Sample;
        using var report = await bench.ReceiveAsync(sample.Responsible, sample.Deputy, sample.Confidant);
        await bench.PutAsync(report.Order(sample.Responsible, ControlOrder.Remove(sample.Deputy.Id, 7)), PutAudience.Casework);
        await bench.TickAtAsync(Received, 9);
        Assert.Equal(4, Keys(bench));

        await bench.PutAsync(report.Order(sample.Confidant, ControlOrder.Confirm(await HashOfOrderAsync(bench))), PutAudience.Casework);
        await bench.TickAtAsync(Received, 9, 1, times: 2);
        Assert.Equal(3, Keys(bench));
    }

    [Fact]
    public async Task An_earlier_day_of_receipt_moves_the_date_of_the_acknowledgement()
    {
        await using var bench = new TickBench();
        var sample = bench.Files.Sample;
        using var report = await bench.ReceiveAsync(sample.Responsible);
        await bench.PutAsync(report.Order(sample.Responsible, ControlOrder.ReceivedEarlier(new CivilDay(TestData.Today.Value - 4), 1)), PutAudience.Casework);
        await bench.TickAtAsync(Received, 9);
        var shelved = Assert.Single(await bench.Services.GetRequiredService<Casework.Host.Cases.CaseShelf>().ReadAllAsync(Token));
        Assert.Equal(Received.AddDays(-4), shelved.File.Received);
    }

    private static async Task<SampleReport> OrderedAsync(TickBench bench)
    {
        var sample = bench.Files.Sample;
        var report = await bench.ReceiveAsync(sample.Responsible, sample.Deputy);
        await bench.TickAtAsync(Received, 9);
        Assert.Single(await bench.Services.GetRequiredService<CaseFiles>().ReadAllAsync(Token));
        await bench.PutAsync(report.Order(sample.Responsible, ControlOrder.Erase([], 4)), PutAudience.Casework);
        return report;
    }

    private static async Task<Hash32> HashOfOrderAsync(TickBench bench) =>
        (await bench.Services.GetRequiredService<MailboxStore>().ControlsAsync(Token))[0].Stored.ObjectHash;

    private static async Task AssertErasedAsync(TickBench bench, SampleReport report)
    {
        var mailbox = bench.Services.GetRequiredService<MailboxStore>();
        Assert.Empty(await mailbox.ReportsAsync(default, Token));
        Assert.Equal([report.ReportId], await mailbox.ErasedReportsAsync(Token));
        Assert.Empty(await bench.Services.GetRequiredService<CaseFiles>().ReadAllAsync(Token));
        Assert.Equal(0, (await bench.ResultsAsync())["apply-orders"]);
        Assert.Equal(0, Keys(bench));
    }

    private static long Keys(TickBench bench)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(bench.Files.Data, "keys.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM shred";
        return (long)command.ExecuteScalar()!;
    }

    private static async Task<PutCode> CodeAsync(HttpResponseMessage response)
    {
        var answer = await response.Content.ReadAsByteArrayAsync(Token);
        Assert.Equal(512, answer.Length);
        return (PutCode)((answer[0] << 8) | answer[1]);
    }
}
