using System.Net.Http.Headers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Intake.Tests;

/// <summary>What is left after a power cut, and what is not left after a visit.</summary>
public sealed class SurvivalTests
{
    private const string UserAgent = "Mozilla/5.0 (planted-browser-7c1e)";
    private const string Forwarded = "203.0.113.77";

    [Fact]
    public async Task Kill_9_right_after_the_answer_keeps_every_accepted_report()
    {
        await using var intake = await IntakeProcess.StartAsync();
        using var client = intake.Client();
        var reports = Enumerable.Range(0, 12).Select(_ => intake.NewReport()).ToList();
        var sent = reports.Select(report => report.Report()).ToList();

        var answers = await Task.WhenAll(sent.Select(bytes => PutAsync(client, intake, bytes)));
        await intake.KillAsync();

        Assert.All(answers, answer => Assert.Equal(PutCode.Accepted, answer.Code));
        await using (var mailbox = await intake.OpenMailboxAsync())
        {
            foreach (var report in reports)
            {
                var entry = Assert.Single((await mailbox.ReadForAsync(report.ReportId, intake.Organisation.Responsible.Id, IntakeProcess.Cancel))!);
                Assert.Equal(EntryForm.ForReader, entry.Form);
            }
        }

        // The next process answers the same bytes with the same receipt.
        await intake.RunAsync();
        Assert.Equal(answers[0].Receipt.ToArray(), (await PutAsync(client, intake, sent[0])).Receipt.ToArray());
    }

    [Fact]
    public async Task I_18_no_address_browser_or_code_of_a_visit_is_in_any_file_or_output()
    {
        await using var intake = await IntakeProcess.StartAsync();
        using var client = intake.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent);
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", Forwarded);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Forwarded", $"for={Forwarded}");
        using var report = intake.NewReport();
        await client.GetAsync(new Uri("/?planted-query-5d2a", UriKind.Relative), IntakeProcess.Cancel);
        await PutAsync(client, intake, report.Report());
        await PutAsync(client, intake, report.Message(header => header with { Previous = Hash32.Ones }));
        var nonce = await PostAsync(client, intake, "/r/hello", []);
        await PostAsync(client, intake, "/r/open", [.. report.MailboxId, .. nonce, .. report.LoginSignature(intake.Origin, nonce)]);

        var scan = new LeakScan().Plant("user agent", UserAgent).Plant("address", Forwarded).Plant("own address", "127.0.0.1").Plant("query", "planted-query-5d2a");
        Assert.Empty(scan.FindInFiles(intake.Data));
        Assert.Empty(scan.FindIn("output", intake.Said));
        foreach (var file in Directory.EnumerateFiles(intake.Data, "*", SearchOption.AllDirectories))
        {
            Assert.True((await File.ReadAllBytesAsync(file, IntakeProcess.Cancel)).AsSpan().IndexOf(report.MailboxId) < 0, file);
        }

        await intake.StopAsync();
        Assert.Equal(2, intake.Said.Split('\n').Count(line => line.Contains("IntegrityChannel.Intake", StringComparison.Ordinal)));
    }

    /// <summary>The control: the scan of files and output finds what intake does keep and say.</summary>
    [Fact]
    public async Task I_18_an_address_kept_like_the_list_of_origins_would_be_found()
    {
        await using var intake = await IntakeProcess.StartAsync();
        using var client = intake.Client();
        using var report = intake.NewReport();
        await PutAsync(client, intake, report.Report());

        Assert.NotEmpty(new LeakScan().Plant("origin", intake.Organisation.Directory.Content.Origins[0]).FindInFiles(intake.Data));
        Assert.NotEmpty(new LeakScan().Plant("category", "IntegrityChannel.Intake").FindIn("output", intake.Said));
        Assert.Contains(
            Directory.EnumerateFiles(intake.Data, "*", SearchOption.AllDirectories),
            file => File.ReadAllBytes(file).AsSpan().IndexOf(report.ReportId.Span) >= 0);
    }

    /// <summary>The control: an "accepted" in front of a report that never reached the disk.</summary>
    [Fact]
    public async Task A_report_answered_before_its_commit_would_be_missed()
    {
        await using var intake = await IntakeProcess.StartAsync();
        using var client = intake.Client();
        using var kept = intake.NewReport();
        using var lost = intake.NewReport();
        lost.Report();
        await PutAsync(client, intake, kept.Report());
        await intake.KillAsync();

        await using var mailbox = await intake.OpenMailboxAsync();
        Assert.Single((await mailbox.ReadForAsync(kept.ReportId, intake.Organisation.Responsible.Id, IntakeProcess.Cancel))!);
        Assert.Null(await mailbox.ReadForAsync(lost.ReportId, intake.Organisation.Responsible.Id, IntakeProcess.Cancel));
    }

    private static async Task<PutAnswer> PutAsync(HttpClient client, IntakeProcess intake, byte[] bytes) =>
        PutAnswer.TryParse(await PostAsync(client, intake, "/r/put", bytes), out var answer, out _) ? answer : throw new InvalidOperationException("not a put answer");

    private static async Task<byte[]> PostAsync(HttpClient client, IntakeProcess intake, string path, byte[] bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("Origin", intake.Origin);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await client.SendAsync(request, IntakeProcess.Cancel);
        return await response.Content.ReadAsByteArrayAsync(IntakeProcess.Cancel);
    }
}
