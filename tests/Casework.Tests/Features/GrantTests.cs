using System.Net;
using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Casework.Tests.Features;

public sealed class GrantTests
{
    [Fact]
    public async Task A_newcomer_gets_the_case_with_everything_in_it_and_only_then()
    {
        await using var host = new RunningHost();
        using var report = await host.SubmitAsync(host.Files.Sample.Responsible);
        var granter = await host.Open().SignInAsync(host.Files.Responsible);
        var newcomer = await host.Open().SignInAsync(host.Files.Confidant);
        var path = "/o/cases/" + OfficerBrowser.Text(report.ReportId.Span);
        using var before = await newcomer.GetAsync(path);
        var none = (await newcomer.GetJsonAsync("/o/cases"))["cases"]!.AsArray().Count;

        using var granted = await granter.PostBytesAsync("/o/grant", await RequestAsync(host, report, host.Files.Sample.Responsible));
        using var after = await newcomer.GetAsync(path);
        var seen = Assert.Single((await newcomer.GetJsonAsync("/o/cases"))["cases"]!.AsArray())!;

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal(0, none);
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.True(ObjectList.TryParse(await after.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), out var list, out _));
        Assert.Equal([ObjectKind.Report, ObjectKind.Grant], list.Entries.Select(entry => entry.Header.Kind).Order());
        Assert.All(list.Entries, entry => Assert.Equal(EntryForm.ForReader, entry.Form));
        Assert.Equal(2, seen["recipients"]!.AsArray().Count);
    }

    [Fact]
    public async Task I_27_whoever_does_not_receive_the_case_lets_nobody_in_not_even_themselves()
    {
        await using var host = new RunningHost();
        using var report = await host.SubmitAsync(host.Files.Sample.Responsible);
        var leftOut = await host.Open().SignInAsync(host.Files.Confidant);

        using var own = await leftOut.PostBytesAsync("/o/grant", await RequestAsync(host, report, host.Files.Sample.Confidant));
        using var borrowed = await leftOut.PostBytesAsync("/o/grant", await RequestAsync(host, report, host.Files.Sample.Responsible));

        Assert.Equal(PutCode.UnknownReport, await CodeAsync(own));
        Assert.Equal(PutCode.WrongSignature, await CodeAsync(borrowed));
        Assert.Empty((await leftOut.GetJsonAsync("/o/cases"))["cases"]!.AsArray());
    }

    [Fact]
    public async Task Another_kind_and_a_torn_request_are_refused_in_512_bytes()
    {
        await using var host = new RunningHost();
        using var report = await host.SubmitAsync(host.Files.Sample.Responsible);
        var browser = await host.Open().SignInAsync(host.Files.Responsible);
        var request = await RequestAsync(host, report, host.Files.Sample.Responsible);

        using var put = await browser.PostBytesAsync("/o/put", request);
        using var torn = await browser.PostBytesAsync("/o/grant", request[..^1]);
        using var reply = await browser.PostBytesAsync("/o/grant", report.By(host.Files.Sample.Responsible, ObjectKind.Reply));

        Assert.Equal(PutCode.Malformed, await CodeAsync(put));
        Assert.Equal(PutCode.Malformed, await CodeAsync(torn));
        Assert.Equal(PutCode.Malformed, await CodeAsync(reply));
    }

    private static async Task<PutCode> CodeAsync(HttpResponseMessage response)
    {
        var answer = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(512, answer.Length);
        return (PutCode)((answer[0] << 8) | answer[1]);
    }

    /// <summary>The confidant joins; the wraps are noise, which no host can tell.</summary>
    private static async Task<byte[]> RequestAsync(RunningHost host, SampleReport report, SampleOfficer by)
    {
        var newcomer = host.Files.Sample.Confidant;
        var kind1 = (await host.Mailbox.ObjectsAsync(report.ReportId, TestContext.Current.CancellationToken)).Single(item => item.Kind == ObjectKind.Report);
        var grant = report.By(by, ObjectKind.Grant, header => header with { Recipients = [.. header.Recipients, new Recipient(newcomer.Id, newcomer.KeyId)] });
        return GrantRequest.Encode(grant, [new GrantedWrap(kind1.ObjectId, newcomer.Id, (byte[])[.. newcomer.KeyId.Span, .. host.Files.Sample.Noise(1168)])]);
    }
}
