using System.Net;
using System.Text.Json.Nodes;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Casework.Tests.Host;

public sealed class QuietTests
{
    private const string Passphrase = "zeven groene fietsen rijden stil";
    private const string UserAgent = "Planted-Agent/77.1";

    [Fact]
    public async Task I_17_no_route_takes_a_passphrase_and_nothing_of_a_request_is_kept()
    {
        using var files = new TestData();
        var scan = new LeakScan().Plant("passphrase", Passphrase).Plant("user agent", UserAgent);
        var host = new RunningHost(files);
        await using (host)
        {
            var browser = await host.Open().SignInAsync(files.Responsible);
            browser.UserAgent = UserAgent;
            using var report = await host.SubmitAsync(files.Sample.Responsible);
            using var hello = await browser.PostJsonAsync("/o/hello", new JsonObject { ["name"] = "x", ["passphrase"] = Passphrase });
            using var signIn = await browser.PostJsonAsync("/o/sign-in", new JsonObject { ["officerId"] = "x", ["nonce"] = "x", ["signature"] = "x", ["passphrase"] = Passphrase });
            using var vault = await browser.PutJsonAsync("/o/vault", new JsonObject { ["ifVersion"] = 1, ["version"] = 2, ["vault"] = Passphrase });
            using var change = await browser.PostJsonAsync("/o/passphrase", new JsonObject { ["oldPassphrase"] = Passphrase, ["newPassphrase"] = Passphrase });
            using var test = await browser.PostJsonAsync("/nowhere/" + Uri.EscapeDataString(Passphrase), new JsonObject { ["a"] = Passphrase });
            using var put = await browser.PostBytesAsync("/o/put", System.Text.Encoding.UTF8.GetBytes(Passphrase));
            using var read = await browser.GetAsync("/o/cases/" + OfficerBrowser.Text(report.ReportId.Span));
            using var wrote = await browser.PostBytesAsync("/o/put", report.By(files.Sample.Responsible, ObjectKind.Reply));

            Assert.All([hello, signIn, vault, change, put], response => Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode));
            Assert.Equal(HttpStatusCode.NotFound, test.StatusCode);
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
            Assert.Equal(HttpStatusCode.OK, wrote.StatusCode);
            Assert.Empty(scan.FindInFiles(files.Data));
        }

        Assert.Empty(scan.FindInFiles(files.Data));
        Assert.Empty(scan.FindIn("log", string.Join('\n', host.Logs.Lines)));
    }

    /// <summary>The control: the same scan, in the same folder and log, finds what the host does keep and say.</summary>
    [Fact]
    public async Task I_17_a_passphrase_kept_like_a_mail_address_would_be_found()
    {
        using var files = new TestData();
        await using var host = new RunningHost(files);
        await host.Open().SignInAsync(files.Responsible);

        Assert.NotEmpty(new LeakScan().Plant("mail address", files.Responsible.Enrolment.MailAddress).FindInFiles(files.Data));
        Assert.NotEmpty(new LeakScan().Plant("category", IntegrityChannel.Casework.Host.Log.Category).FindIn("log", string.Join('\n', host.Logs.Lines)));
    }

    [Fact]
    public async Task Only_the_hosts_own_lines_reach_a_log()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Responsible);
        using var report = await host.SubmitAsync(host.Files.Sample.Responsible);
        using var wrong = await host.Open().TrySignInAsync(host.Files.Responsible, signer: host.Files.Deputy);
        using var list = await browser.GetAsync("/o/cases");
        using var unknown = await browser.GetAsync("/no/such/page");

        Assert.All(host.Logs.Lines, line => Assert.StartsWith(IntegrityChannel.Casework.Host.Log.Category, line, StringComparison.Ordinal));
        Assert.True(host.Logs.Lines.Count <= 1, string.Join('\n', host.Logs.Lines));
    }
}
