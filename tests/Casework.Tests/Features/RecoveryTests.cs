using System.Net;
using System.Text.Json.Nodes;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Recovering;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrityChannel.Casework.Tests.Features;

/// <summary>The responsible officer lost the passphrase; the confidant is to read; the deputy agrees, since no data protection officer is listed.</summary>
public sealed class RecoveryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_and_the_root_let_a_newcomer_in_and_one_alone_gets_nothing()
    {
        await using var host = new RunningHost();
        using var report = await host.SubmitAsync(host.Files.Sample.Responsible, host.Files.Sample.Deputy);
        var administrator = await host.Open().SignInAsync(host.Files.Administrator);
        var id = await AskAsync(host, administrator);
        var newcomer = await host.Open().SignInAsync(host.Files.Confidant);
        var before = (await newcomer.GetJsonAsync("/o/cases"))["cases"]!.AsArray().Count;

        Assert.Equal((HttpStatusCode.Conflict, "E-97", "not-agreed"), await RefusalAsync(await administrator.GetAsync($"/a/recoveries/{id}/request")));
        Assert.Equal(HttpStatusCode.NoContent, await AgreeAsync(host, host.Files.Deputy, id));
        using var taken = await administrator.GetAsync($"/a/recoveries/{id}/request");
        Assert.True(RecoveryRequest.TryParse(await taken.Content.ReadAsByteArrayAsync(Token), out var request, out _));
        using var stored = await administrator.PostBytesAsync($"/a/recoveries/{id}/answer", Answer(host, report));
        var line = Assert.Single((await newcomer.GetJsonAsync("/o/recoveries"))["recoveries"]!.AsArray())!;

        Assert.Equal(0, before);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (taken.StatusCode, stored.StatusCode));
        Assert.True(request.IsSignedFor(host.Files.Sample.Directory));
        Assert.Equal(new RecoveryWish(host.Files.Sample.Responsible.Id, host.Files.Sample.Confidant.Id, RecoveryReason.PassphraseLost, "beheer", "Deputy"), request.Wish);
        Assert.Equal([report.ReportId], request.Reports.Select(item => item.Report.Header.ReportId));
        Assert.Equal("stored", line["state"]!.GetValue<string>());
        Assert.Single((await newcomer.GetJsonAsync("/o/cases"))["cases"]!.AsArray());
        using var read = await newcomer.GetAsync("/o/cases/" + OfficerBrowser.Text(report.ReportId.Span));
        Assert.True(ObjectList.TryParse(await read.Content.ReadAsByteArrayAsync(Token), out var list, out _));
        Assert.Equal(host.Files.Sample.Confidant.Id, Assert.Single(list.Recoveries).Newcomer);
    }

    [Fact]
    public async Task Nobody_agrees_with_themself_or_to_what_is_about_them_and_only_once()
    {
        await using var host = new RunningHost();
        var administrator = await host.Open().SignInAsync(host.Files.Administrator);
        var id = await AskAsync(host, administrator);
        var path = $"/o/recoveries/{id}/agree";

        Assert.Equal((HttpStatusCode.Forbidden, "E-97", "same-person"), await RefusalAsync(await administrator.PostJsonAsync(path, [])));
        Assert.Equal((HttpStatusCode.Forbidden, "E-97", "concerned"), await RefusalAsync(await (await host.Open().SignInAsync(host.Files.Responsible)).PostJsonAsync(path, [])));
        Assert.Equal((HttpStatusCode.Forbidden, "E-97", "concerned"), await RefusalAsync(await (await host.Open().SignInAsync(host.Files.Confidant)).PostJsonAsync(path, [])));
        Assert.Equal(HttpStatusCode.NoContent, await AgreeAsync(host, host.Files.Deputy, id));
        Assert.Equal(HttpStatusCode.Conflict, await AgreeAsync(host, host.Files.Deputy, id));
        Assert.Equal(HttpStatusCode.NotFound, await AgreeAsync(host, host.Files.Deputy, OfficerBrowser.Text(new byte[16])));
    }

    [Fact]
    public async Task Only_an_administrator_asks_takes_and_stores()
    {
        await using var host = new RunningHost();
        var id = await AskAsync(host, await host.Open().SignInAsync(host.Files.Administrator));
        var officer = await host.Open().SignInAsync(host.Files.Deputy);

        Assert.Equal(HttpStatusCode.Forbidden, (await officer.PostJsonAsync("/a/recoveries", Wish(host))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync($"/a/recoveries/{id}/request")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.PostBytesAsync($"/a/recoveries/{id}/answer", [])).StatusCode);
        var answer = await officer.GetJsonAsync("/o/recoveries");
        Assert.Empty(answer["lost"]!.AsArray());
        Assert.Equal("allowed", answer["recoveries"]![0]!["you"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("same")]
    [InlineData("lost")]
    [InlineData("newcomer")]
    [InlineData("why")]
    public async Task What_cannot_be_asked_is_refused_with_its_reason(string reason)
    {
        await using var host = new RunningHost();
        var administrator = await host.Open().SignInAsync(host.Files.Administrator);
        var wish = Wish(host);
        wish[reason switch { "lost" => "lost", "why" => "reason", _ => "newcomer" }] = reason switch
        {
            "same" => wish["lost"]!.DeepClone(),
            "why" => 5,
            _ => OfficerBrowser.Text(new byte[16].Select(_ => (byte)9).ToArray()),
        };

        Assert.Equal((HttpStatusCode.BadRequest, "E-97", reason), await RefusalAsync(await administrator.PostJsonAsync("/a/recoveries", wish)));
        Assert.Empty(await host.Services.GetRequiredService<Recoveries>().ReadAllAsync(Token));
    }

    [Fact]
    public async Task One_is_open_at_a_time_until_it_is_withdrawn_or_sixty_days_are_over()
    {
        await using var host = new RunningHost();
        var administrator = await host.Open().SignInAsync(host.Files.Administrator);
        var id = await AskAsync(host, administrator);

        Assert.Equal((HttpStatusCode.Conflict, "E-97", "open"), await RefusalAsync(await administrator.PostJsonAsync("/a/recoveries", Wish(host))));
        Assert.Equal(HttpStatusCode.NoContent, (await administrator.PostJsonAsync($"/o/recoveries/{id}/withdraw", [])).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, await AgreeAsync(host, host.Files.Deputy, id));
        await AskAsync(host, administrator);
        host.Clock.Advance(TimeSpan.FromDays(61));
        administrator = await host.Open().SignInAsync(host.Files.Administrator);
        var states = (await administrator.GetJsonAsync("/o/recoveries"))["recoveries"]!.AsArray().Select(line => line!["state"]!.GetValue<string>());
        Assert.Equal(["ended", "withdrawn"], states.Order(StringComparer.Ordinal));
        await AskAsync(host, administrator);
    }

    [Fact]
    public async Task What_comes_back_is_stored_only_as_it_was_agreed_to()
    {
        await using var host = new RunningHost();
        using var report = await host.SubmitAsync(host.Files.Sample.Responsible, host.Files.Sample.Deputy);
        using var foreign = await host.SubmitAsync(host.Files.Sample.Deputy);
        using var other = new SampleOrganisation("another", issued: TestData.Today.Value);
        var administrator = await host.Open().SignInAsync(host.Files.Administrator);
        var id = await AskAsync(host, administrator);
        await AgreeAsync(host, host.Files.Deputy, id);
        var (sample, day) = (host.Files.Sample, TestData.Today.Value);

        await RefusedAsync("rehearsal", sample.Rehearse(sample.Confidant, day));
        await RefusedAsync("malformed", Answer(host, report)[..^1]);
        await RefusedAsync("root", other.Recover(other.Confidant, day, RecoveryReason.PassphraseLost, (report.ReportId, [])).Bytes.ToArray());
        await RefusedAsync("other", sample.Recover(sample.Deputy, day, RecoveryReason.PassphraseLost, (report.ReportId, [])).Bytes.ToArray());
        await RefusedAsync("other", sample.Recover(sample.Confidant, day, RecoveryReason.Died, (report.ReportId, [])).Bytes.ToArray());
        await RefusedAsync("day", sample.Recover(sample.Confidant, day + 1, RecoveryReason.PassphraseLost, (report.ReportId, [])).Bytes.ToArray());
        await RefusedAsync("reports", sample.Recover(sample.Confidant, day, RecoveryReason.PassphraseLost, (foreign.ReportId, [])).Bytes.ToArray());
        await RefusedAsync("reports", sample.Recover(sample.Confidant, day, RecoveryReason.PassphraseLost).Bytes.ToArray());
        Assert.Empty(host.Mailbox.Recovery.StatementsOf(report.ReportId));

        async Task RefusedAsync(string reason, byte[] answer) =>
            Assert.Equal((HttpStatusCode.BadRequest, "E-97", reason), await RefusalAsync(await administrator.PostBytesAsync($"/a/recoveries/{id}/answer", answer)));
    }

    [Fact]
    public async Task Nothing_leaves_where_every_report_refused_recovery_or_can_be_read_already()
    {
        await using var host = new RunningHost();
        var administrator = await host.Open().SignInAsync(host.Files.Administrator);
        var id = await AskAsync(host, administrator);
        await AgreeAsync(host, host.Files.Deputy, id);

        Assert.Equal((HttpStatusCode.Conflict, "E-97", "nothing"), await RefusalAsync(await administrator.GetAsync($"/a/recoveries/{id}/request")));
    }

    private static JsonObject Wish(RunningHost host) => new()
    {
        ["lost"] = OfficerBrowser.Text(host.Files.Sample.Responsible.Id.Span),
        ["newcomer"] = OfficerBrowser.Text(host.Files.Sample.Confidant.Id.Span),
        ["reason"] = (int)RecoveryReason.PassphraseLost,
    };

    private static async Task<string> AskAsync(RunningHost host, OfficerBrowser administrator)
    {
        using var asked = await administrator.PostJsonAsync("/a/recoveries", Wish(host));
        Assert.Equal(HttpStatusCode.NoContent, asked.StatusCode);
        var lines = (await administrator.GetJsonAsync("/o/recoveries"))["recoveries"]!.AsArray();
        return lines.Single(line => line!["state"]!.GetValue<string>() == "asked")!["recoveryId"]!.GetValue<string>();
    }

    private static async Task<HttpStatusCode> AgreeAsync(RunningHost host, SampleAccount who, string id)
    {
        var browser = await host.Open().SignInAsync(who);
        using var response = await browser.PostJsonAsync($"/o/recoveries/{id}/agree", []);
        return response.StatusCode;
    }

    private static byte[] Answer(RunningHost host, SampleReport report)
    {
        var objects = host.Mailbox.Recovery.Read(report.ReportId)!.Objects.Select(item => item.Entry.Header.ObjectId).ToArray();
        return host.Files.Sample.Recover(host.Files.Sample.Confidant, TestData.Today.Value, RecoveryReason.PassphraseLost, (report.ReportId, objects)).Bytes.ToArray();
    }

    private static async Task<(HttpStatusCode Status, string Code, string? Reason)> RefusalAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return await FirstOrganisation.RefusalAsync(response);
        }
    }
}
