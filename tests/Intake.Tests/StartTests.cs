using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Testing;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Intake.Tests;

/// <summary>When the process refuses to start, says why, and how it ends.</summary>
public sealed class StartTests
{
    private const int Refused = 2;
    private const int PortTaken = 3;

    [Theory]
    [InlineData("demo", "officers.txt")]
    [InlineData("organisation", "demonstration")]
    public async Task Production_does_not_start_on_a_demonstration_nor_on_one_whose_folder_demo_was_deleted(string folder, string file)
    {
        await using var intake = IntakeProcess.Prepare();
        Directory.CreateDirectory(Path.Combine(intake.Data, folder));
        await File.WriteAllTextAsync(Path.Combine(intake.Data, folder, file), "demonstration", IntakeProcess.Cancel);
        intake.Environment.Clear();

        Assert.Equal(Refused, await intake.RunToEndAsync());
        Assert.Contains("demonstration", intake.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_does_not_start_with_a_clock_file()
    {
        await using var intake = IntakeProcess.Prepare();
        intake.Environment.Remove("ASPNETCORE_ENVIRONMENT");

        Assert.Equal(Refused, await intake.RunToEndAsync());
        Assert.Contains("INTEGRITY_CLOCK_FILE", intake.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://meldpunt.example.org")]
    [InlineData("http://10.0.0.5:8080")]
    [InlineData("https://meldpunt.example.org http://meldpunt.intranet")]
    public async Task Production_refuses_plain_http_beyond_this_machine_and_says_how_to_get_a_certificate(string origins)
    {
        await using var intake = IntakeProcess.Prepare();
        intake.Environment.Clear();

        Assert.Equal(Refused, await intake.RunToEndAsync([.. origins.Split(' ').SelectMany(origin => (string[])["--origin", origin])]));
        Assert.All(
            (string[])["is not encrypted", "reverse proxy", "INTEGRITY_Kestrel__Certificates__Default__Path", "docs/operations.md"],
            word => Assert.Contains(word, intake.Said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_addresses_are_taken_each_with_sign_ins_of_its_own_and_no_other()
    {
        const string onion = "http://meldpuntvoorbeeld.onion";
        const string clear = "https://meldpunt.example.org";
        await using var intake = IntakeProcess.Prepare();
        await intake.PublishAsync();
        await intake.RunAsync("--origin", clear, "--origin", onion);
        using var client = intake.Client();
        using var report = intake.NewReport();
        await using (var mailbox = await intake.OpenMailboxAsync())
        {
            Assert.Equal([clear, onion], (await mailbox.Hosts.FindAsync(ChannelUses.Receipts, IntakeProcess.Cancel))!.Origins);
        }

        foreach (var (origin, other) in new[] { (clear, onion), (onion, clear) })
        {
            Assert.Equal((200, PutCode.Accepted), await PutAsync(client, origin, origin == clear ? report.Report() : report.Message()));
            Assert.True(await OpensAsync(client, report, signedFor: origin, sentFrom: origin));
            Assert.False(await OpensAsync(client, report, signedFor: origin, sentFrom: other));
        }

        foreach (var origin in (string[])["null", clear + ":443", clear + "/", "http://meldpunt.example.org", "https://meldpuntvoorbeeld.onion", intake.Origin])
        {
            Assert.False(await IsTakenAsync(client, origin), origin);
        }
    }

    [Fact]
    public async Task With_a_certificate_in_PEM_files_it_answers_https_with_that_certificate_and_nothing_in_the_clear()
    {
        await using var intake = IntakeProcess.Prepare();
        await intake.PublishAsync();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        var (chain, secret) = (Path.Combine(intake.Data, "fullchain.pem"), Path.Combine(intake.Data, "key.pem"));
        await File.WriteAllTextAsync(chain, certificate.ExportCertificatePem(), IntakeProcess.Cancel);
        await File.WriteAllTextAsync(secret, key.ExportPkcs8PrivateKeyPem(), IntakeProcess.Cancel);
        intake.Environment["INTEGRITY_Kestrel__Certificates__Default__Path"] = chain;
        intake.Environment["INTEGRITY_Kestrel__Certificates__Default__KeyPath"] = secret;
        intake.Launch();

        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString(HashAlgorithmName.SHA256) == certificate.GetCertHashString(HashAlgorithmName.SHA256) } })
        {
            BaseAddress = new Uri($"https://localhost:{intake.Port}"),
        };
        Assert.Contains("\"live\":true", await HealthAsync(client, 200), StringComparison.Ordinal);
        using var page = await client.GetAsync(new Uri("/nl", UriKind.Relative), IntakeProcess.Cancel);
        Assert.True(page.Headers.Contains("Strict-Transport-Security"));
        Assert.True(await IsTakenAsync(client, $"https://localhost:{intake.Port}"));
        using var clear = intake.Client();
        await Assert.ThrowsAsync<HttpRequestException>(() => clear.GetAsync(new Uri("/nl", UriKind.Relative), IntakeProcess.Cancel));
    }

    [Theory]
    [InlineData("INTEGRITY_Kestrel__Certificates__Default__Path", "/nowhere/at/all.pem", "all.pem cannot be used")]
    [InlineData("INTEGRITY_Kestrel__Endpoints__More__Url", "http://0.0.0.0:1", "Endpoints:More:Url has no say here")]
    public async Task A_certificate_that_is_not_there_and_settings_that_would_pass_by_bind_are_refused(string name, string value, string said)
    {
        await using var intake = IntakeProcess.Prepare();
        intake.Environment[name] = value;

        Assert.Equal(Refused, await intake.RunToEndAsync());
        Assert.Contains(said, intake.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--bind", "0.0.0.0", "--bind")]
    [InlineData("--port", "99999", "--port")]
    [InlineData("--port", "many", "--port")]
    [InlineData("--origin", "http://localhost:8080/", "--origin")]
    public async Task A_setting_that_cannot_be_is_named(string option, string value, string named)
    {
        await using var intake = IntakeProcess.Prepare();
        Directory.CreateDirectory(Path.Combine(intake.Data, "demo"));

        Assert.Equal(Refused, await intake.RunToEndAsync(option, value));
        Assert.Contains(named, intake.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_file_that_is_not_the_manifests_stops_the_start()
    {
        await using var intake = IntakeProcess.Prepare();
        await File.AppendAllTextAsync(Path.Combine(intake.Web, WebPage.Script), " ", IntakeProcess.Cancel);

        Assert.Equal(Refused, await intake.RunToEndAsync());
        Assert.Contains("manifest", intake.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        await using var intake = IntakeProcess.Prepare();
        await intake.PublishAsync();
        var file = Path.Combine(intake.Data, "mailbox.db");
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=false"))
        {
            await connection.OpenAsync(IntakeProcess.Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            await command.ExecuteNonQueryAsync(IntakeProcess.Cancel);
        }

        Assert.Equal(Refused, await intake.RunToEndAsync());
        Assert.Contains("mailbox.db was written by a newer version", intake.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_named_with_the_flag_that_changes_it_and_SIGTERM_ends_cleanly()
    {
        await using var first = await IntakeProcess.StartAsync();
        await using var second = IntakeProcess.Prepare();

        Assert.Equal(PortTaken, await second.RunToEndAsync("--port", $"{first.Port}"));
        Assert.Contains($"{first.Port}", second.Said, StringComparison.Ordinal);
        Assert.Contains("--port", second.Said, StringComparison.Ordinal);
        Assert.Contains("--intake-port", second.Said, StringComparison.Ordinal);

        Assert.Equal(0, await first.StopAsync());
        Assert.Contains("intake stopped", first.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_key_that_the_directory_does_not_list_it_is_not_ready_says_why_once_and_accepts_no_report()
    {
        await using var intake = IntakeProcess.Prepare();
        var keyFile = Path.Combine(intake.Data, "intake", "channel.key");
        await File.WriteAllBytesAsync(keyFile, SampleKeys.SeedOf(intake.Organisation.CaseworkKey), IntakeProcess.Cancel);
        await intake.PublishAsync();
        intake.Launch();
        using var client = intake.Client();
        using var report = intake.NewReport();
        var bytes = report.Report();

        Assert.Contains("\"ready\":false,\"live\":true,\"reason\":\"E-53\"", await HealthAsync(client, 503), StringComparison.Ordinal);
        Assert.Equal((503, PutCode.NotOpen), await PutAsync(client, intake.Origin, bytes));
        Assert.Single(intake.Said.Split('\n'), line => line.Contains("E-53", StringComparison.Ordinal));

        await intake.StopAsync();
        await File.WriteAllBytesAsync(keyFile, intake.Organisation.IntakeKeyFile(), IntakeProcess.Cancel);
        await intake.RunAsync();
        Assert.Contains("\"ready\":true,\"live\":true,\"reason\":null", await HealthAsync(client, 200), StringComparison.Ordinal);
        Assert.Equal((200, PutCode.Accepted), await PutAsync(client, intake.Origin, bytes));
    }

    [Fact]
    public async Task Before_the_organisation_exists_it_is_live_but_not_ready_and_opens_without_a_restart()
    {
        await using var intake = IntakeProcess.Prepare();
        var running = intake.RunAsync();
        using var client = intake.Client();
        var health = await HealthAsync(client, 503);

        Assert.Contains("\"ready\":false,\"live\":true,\"reason\":\"E-50\"", health, StringComparison.Ordinal);
        using var directory = await client.GetAsync(new Uri("/d", UriKind.Relative), IntakeProcess.Cancel);
        Assert.Equal((503, 512L), ((int)directory.StatusCode, directory.Content.Headers.ContentLength));
        using var sealer = await client.GetAsync(new Uri("/sealer", UriKind.Relative), IntakeProcess.Cancel);
        Assert.Equal((503, 512L, null), ((int)sealer.StatusCode, sealer.Content.Headers.ContentLength, sealer.Content.Headers.ContentDisposition));

        await intake.PublishAsync();
        await running;
    }

    [Fact]
    public async Task After_the_directory_named_another_address_a_code_opens_its_mailbox_there()
    {
        await using var intake = await IntakeProcess.StartAsync();
        using var before = intake.Client();
        using var report = intake.NewReport();
        Assert.Equal((200, PutCode.Accepted), await PutAsync(before, intake.Origin, report.Report()));
        await intake.StopAsync();
        var port = IntakeProcess.FreePort();
        var elsewhere = $"http://localhost:{port}";
        intake.Organisation.IssueNext(IntakeProcess.Today, acceptFrom: 1, origins: [elsewhere]);
        await intake.PublishAsync();
        intake.Launch("--port", $"{port}");
        using var client = new HttpClient { BaseAddress = new Uri(elsewhere) };
        await HealthAsync(client, 200);

        Assert.True(await OpensAsync(client, report, signedFor: elsewhere, sentFrom: elsewhere));
        Assert.False(await OpensAsync(client, report, signedFor: intake.Origin, sentFrom: elsewhere));
    }

    /// <summary>A question for a nonce is taken from our own pages only.</summary>
    private static async Task<bool> IsTakenAsync(HttpClient client, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/r/hello") { Content = new ByteArrayContent([]) };
        request.Headers.Add("Origin", origin);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await client.SendAsync(request, IntakeProcess.Cancel);
        return response.IsSuccessStatusCode;
    }

    private static async Task<bool> OpensAsync(HttpClient client, SampleReport report, string signedFor, string sentFrom)
    {
        var nonce = await PostAsync("/r/hello", []);
        var answer = await PostAsync("/r/open", [.. report.MailboxId, .. nonce, .. report.LoginSignature(signedFor, nonce)]);
        var length = BinaryPrimitives.ReadUInt32BigEndian(answer);
        return length <= answer.Length - 4 && ObjectList.TryParse(answer.AsMemory(4, (int)length), out _, out _);

        async Task<byte[]> PostAsync(string path, byte[] body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
            request.Headers.Add("Origin", sentFrom);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            using var response = await client.SendAsync(request, IntakeProcess.Cancel);
            return await response.Content.ReadAsByteArrayAsync(IntakeProcess.Cancel);
        }
    }

    private static async Task<string> HealthAsync(HttpClient client, int expected)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), IntakeProcess.Cancel);
                Assert.Equal(expected, (int)answer.StatusCode);
                return await answer.Content.ReadAsStringAsync(IntakeProcess.Cancel);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100, IntakeProcess.Cancel);
            }
        }

        throw new InvalidOperationException("nobody listens");
    }

    private static async Task<(int Status, PutCode Code)> PutAsync(HttpClient client, string origin, byte[] bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/r/put") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("Origin", origin);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var answer = await client.SendAsync(request, IntakeProcess.Cancel);
        Assert.True(PutAnswer.TryParse(await answer.Content.ReadAsByteArrayAsync(IntakeProcess.Cancel), out var parsed, out _));
        return ((int)answer.StatusCode, parsed.Code);
    }
}
