using System.Net;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrityChannel.Casework.Tests.Features;

public sealed class CasesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recipient_sees_the_case_with_its_statutory_dates()
    {
        await using var host = new RunningHost();
        var sample = host.Files.Sample;
        using var report = await host.SubmitAsync(sample.Responsible, sample.Deputy);
        var browser = await host.Open().SignInAsync(host.Files.Responsible);

        var list = await browser.GetJsonAsync("/o/cases");

        var line = Assert.Single(list["cases"]!.AsArray())!;
        Assert.Equal(TestData.Today.Value, list["day"]!.GetValue<uint>());
        Assert.Equal(OfficerBrowser.Text(report.ReportId.Span), line["reportId"]!.GetValue<string>());
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4,6}$", line["caseNumber"]!.GetValue<string>());
        Assert.Equal(TestData.Today.Value, line["received"]!.GetValue<uint>());
        Assert.Equal(TestData.Today.Value + 7, line["acknowledgeBy"]!.GetValue<uint>());
        Assert.Equal(CivilDay.From(new DateOnly(2026, 6, 9)).Value, line["feedbackBy"]!.GetValue<uint>());
        Assert.Null(line["acknowledged"]);
        Assert.Null(line["owner"]);
        Assert.Equal("art. 12, 2°", line["articleAcknowledge"]!.GetValue<string>());
        Assert.Equal("acknowledge", line["next"]!["what"]!.GetValue<string>());
        Assert.Equal(7, line["next"]!["daysLeft"]!.GetValue<int>());
        Assert.Equal("now", line["next"]!["state"]!.GetValue<string>());
        Assert.Equal(2, line["recipients"]!.AsArray().Count);
        var head = Assert.Single(line["heads"]!.AsArray())!;
        Assert.Equal(new byte[16], OfficerBrowser.Bytes(head["author"]));
    }

    [Fact]
    public async Task What_an_officer_writes_moves_the_clock()
    {
        await using var host = new RunningHost();
        var sample = host.Files.Sample;
        using var report = await host.SubmitAsync(sample.Responsible, sample.Deputy);
        var browser = await host.Open().SignInAsync(host.Files.Deputy);

        using var put = await browser.PostBytesAsync("/o/put", report.By(sample.Deputy, ObjectKind.Acknowledgement));
        using var decided = await browser.PostBytesAsync("/o/put", report.By(sample.Deputy, ObjectKind.Decision));
        var line = (await browser.GetJsonAsync("/o/cases"))["cases"]![0]!;

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
        Assert.Equal(PutAnswer.Size, (await put.Content.ReadAsByteArrayAsync(Token)).Length);
        Assert.Equal(TestData.Today.Value, line["acknowledged"]!.GetValue<uint>());
        Assert.Equal("feedback", line["next"]!["what"]!.GetValue<string>());
        Assert.Equal(OfficerBrowser.Text(sample.Deputy.Id.Span), line["owner"]!.GetValue<string>());
        var decision = OfficerBrowser.Bytes(Assert.Single(line["decisions"]!.AsArray()));
        Assert.Equal((byte)EntryForm.ForReader, decision[0]);
    }

    [Fact]
    public async Task A_reader_gets_own_wraps_only_and_the_reading_is_recorded_by_day()
    {
        await using var host = new RunningHost();
        var sample = host.Files.Sample;
        using var report = await host.SubmitAsync(sample.Responsible, sample.Confidant);
        await host.PutAsync(report.Message(), PutAudience.Intake);
        var browser = await host.Open().SignInAsync(host.Files.Confidant);

        using var response = await browser.GetAsync("/o/cases/" + OfficerBrowser.Text(report.ReportId.Span));

        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.ToString());
        Assert.True(ObjectList.TryParse(await response.Content.ReadAsByteArrayAsync(Token), out var list, out _));
        Assert.Equal(2, list.Entries.Count);
        Assert.All(list.Entries, entry => Assert.Equal(EntryForm.ForReader, entry.Form));
        Assert.All(list.Entries, entry => Assert.Equal(sample.Confidant.KeyId.ToArray(), entry.Wrap.Span[..16].ToArray()));
        await using var context = await host.Services.GetRequiredService<IDbContextFactory<CaseworkContext>>().CreateDbContextAsync(Token);
        var read = Assert.Single(await context.CaseReads.ToListAsync(Token));
        Assert.Equal((TestData.Today.Value, 2), (read.Day, read.Objects));
        Assert.Equal(sample.Confidant.Id.ToArray(), read.OfficerId);
    }

    [Fact]
    public async Task I_27_an_officer_who_was_left_out_finds_no_trace()
    {
        await using var host = new RunningHost();
        var sample = host.Files.Sample;
        using var report = await host.SubmitAsync(sample.Deputy, sample.Confidant);
        var browser = await host.Open().SignInAsync(host.Files.Responsible);

        var list = await browser.GetJsonAsync("/o/cases");
        using var known = await browser.GetAsync("/o/cases/" + OfficerBrowser.Text(report.ReportId.Span));
        using var unknown = await browser.GetAsync("/o/cases/" + OfficerBrowser.Text(new byte[16]));
        using var put = await browser.PostBytesAsync("/o/put", report.By(sample.Responsible, ObjectKind.Reply));
        using var elsewhere = new SampleReport(sample, TestData.Today.Value) { Recipients = [sample.Responsible] };
        elsewhere.Report();
        using var putUnknown = await browser.PostBytesAsync("/o/put", elsewhere.By(sample.Responsible, ObjectKind.Reply));

        Assert.Empty(list["cases"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, known.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(await known.Content.ReadAsStringAsync(Token), await unknown.Content.ReadAsStringAsync(Token));
        Assert.Equal(put.StatusCode, putUnknown.StatusCode);
        Assert.Equal(await put.Content.ReadAsByteArrayAsync(Token), await putUnknown.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(PutCode.UnknownReport, await CodeAsync(put));
        await using var context = await host.Services.GetRequiredService<IDbContextFactory<CaseworkContext>>().CreateDbContextAsync(Token);
        Assert.Empty(await context.CaseReads.ToListAsync(Token));
    }

    /// <summary>The control: the same places show the case to an officer who was not left out.</summary>
    [Fact]
    public async Task I_27_the_same_search_would_find_an_officers_own_case()
    {
        await using var host = new RunningHost();
        using var report = await host.SubmitAsync(host.Files.Sample.Deputy, host.Files.Sample.Confidant);
        var browser = await host.Open().SignInAsync(host.Files.Deputy);

        var list = await browser.GetJsonAsync("/o/cases");
        using var known = await browser.GetAsync("/o/cases/" + OfficerBrowser.Text(report.ReportId.Span));
        using var put = await browser.PostBytesAsync("/o/put", report.By(host.Files.Sample.Deputy, ObjectKind.Reply));

        Assert.Single(list["cases"]!.AsArray());
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        Assert.Equal(PutCode.Accepted, await CodeAsync(put));
        await using var context = await host.Services.GetRequiredService<IDbContextFactory<CaseworkContext>>().CreateDbContextAsync(Token);
        Assert.NotEmpty(await context.CaseReads.ToListAsync(Token));
    }

    [Fact]
    public async Task A_report_is_no_case_before_the_tick_opened_its_file()
    {
        await using var host = new RunningHost();
        using var report = new SampleReport(host.Files.Sample, TestData.Today.Value) { Recipients = [host.Files.Sample.Responsible] };
        var browser = await host.Open().SignInAsync(host.Files.Responsible);
        await host.PutAsync(report.Report(), PutAudience.Intake);

        Assert.Empty((await browser.GetJsonAsync("/o/cases"))["cases"]!.AsArray());
    }

    [Fact]
    public async Task Nobody_puts_in_anothers_name_or_above_their_role()
    {
        await using var host = new RunningHost();
        var sample = host.Files.Sample;
        using var report = await host.SubmitAsync(sample.Responsible, sample.Deputy, sample.Confidant);
        var browser = await host.Open().SignInAsync(host.Files.Confidant);

        using var inOthersName = await browser.PostBytesAsync("/o/put", report.By(sample.Deputy, ObjectKind.Reply));
        using var decision = await browser.PostBytesAsync("/o/put", report.By(sample.Confidant, ObjectKind.Decision));
        using var asReporter = await browser.PostBytesAsync("/o/put", report.Message());
        using var notice = await browser.PostBytesAsync("/o/put", report.Notice());
        using var nonsense = await browser.PostBytesAsync("/o/put", new byte[100]);
        using var huge = await browser.PostBytesAsync("/o/put", new byte[Sic.MaximumObjectSize + 1]);

        Assert.Equal(PutCode.WrongSignature, await CodeAsync(inOthersName));
        Assert.Equal(PutCode.UnknownKind, await CodeAsync(decision));
        Assert.Equal(PutCode.UnknownKind, await CodeAsync(asReporter));
        Assert.Equal(PutCode.UnknownKind, await CodeAsync(notice));
        Assert.Equal(PutCode.Malformed, await CodeAsync(nonsense));
        Assert.Equal(PutCode.TooLarge, await CodeAsync(huge));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
    }

    [Fact]
    public async Task The_same_object_again_gets_the_same_answer()
    {
        await using var host = new RunningHost();
        var sample = host.Files.Sample;
        using var report = await host.SubmitAsync(sample.Responsible);
        var browser = await host.Open().SignInAsync(host.Files.Responsible);
        var bytes = report.By(sample.Responsible, ObjectKind.Acknowledgement);

        using var first = await browser.PostBytesAsync("/o/put", bytes);
        using var second = await browser.PostBytesAsync("/o/put", bytes);

        Assert.Equal(PutCode.Accepted, await CodeAsync(first));
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(Token), await second.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task An_administrator_reads_and_writes_no_case()
    {
        await using var host = new RunningHost();
        using var report = await host.SubmitAsync(host.Files.Sample.Responsible);
        var browser = await host.Open().SignInAsync(host.Files.Administrator);

        using var read = await browser.GetAsync("/o/cases/" + OfficerBrowser.Text(report.ReportId.Span));
        using var put = await browser.PostBytesAsync("/o/put", report.By(host.Files.Sample.Responsible, ObjectKind.Reply));

        Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, put.StatusCode);
    }

    private static async Task<PutCode> CodeAsync(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(Token);
        Assert.Equal(PutAnswer.Size, bytes.Length);
        return (PutCode)((bytes[0] << 8) | bytes[1]);
    }
}
