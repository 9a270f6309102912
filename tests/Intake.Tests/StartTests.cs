using System.Buffers.Binary;
using System.Net.Http.Headers;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Intake.Tests;

/// <summary>When the process refuses to start, says why, and how it ends.</summary>
public sealed class StartTests
{
    private const int Refused = 2;
    private const int PortTaken = 3;

    [Fact]
    public async Task Production_does_not_start_on_a_demonstration()
    {
        await using var intake = IntakeProcess.Prepare();
        Directory.CreateDirectory(Path.Combine(intake.Data, "demo"));
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
        Assert.Equal((503, PutCode.NotOpen), await PutAsync(client, intake, bytes));
        Assert.Single(intake.Said.Split('\n'), line => line.Contains("E-53", StringComparison.Ordinal));

        await intake.StopAsync();
        await File.WriteAllBytesAsync(keyFile, intake.Organisation.IntakeKeyFile(), IntakeProcess.Cancel);
        await intake.RunAsync();
        Assert.Contains("\"ready\":true,\"live\":true,\"reason\":null", await HealthAsync(client, 200), StringComparison.Ordinal);
        Assert.Equal((200, PutCode.Accepted), await PutAsync(client, intake, bytes));
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

        await intake.PublishAsync();
        await running;
    }

    [Fact]
    public async Task After_the_directory_named_another_address_a_code_opens_its_mailbox_there()
    {
        await using var intake = await IntakeProcess.StartAsync();
        using var before = intake.Client();
        using var report = intake.NewReport();
        Assert.Equal((200, PutCode.Accepted), await PutAsync(before, intake, report.Report()));
        await intake.StopAsync();
        var port = IntakeProcess.FreePort();
        var elsewhere = $"http://localhost:{port}";
        intake.Organisation.IssueNext(IntakeProcess.Today, acceptFrom: 1, origins: [elsewhere]);
        await intake.PublishAsync();
        intake.Launch("--port", $"{port}");
        using var client = new HttpClient { BaseAddress = new Uri(elsewhere) };
        await HealthAsync(client, 200);

        Assert.True(await OpensAsync(client, report, elsewhere));
        Assert.False(await OpensAsync(client, report, intake.Origin));
    }

    private static async Task<bool> OpensAsync(HttpClient client, SampleReport report, string signedFor)
    {
        var nonce = await PostAsync("/r/hello", []);
        var answer = await PostAsync("/r/open", [.. report.MailboxId, .. nonce, .. report.LoginSignature(signedFor, nonce)]);
        var length = BinaryPrimitives.ReadUInt32BigEndian(answer);
        return length <= answer.Length - 4 && ObjectList.TryParse(answer.AsMemory(4, (int)length), out _, out _);

        async Task<byte[]> PostAsync(string path, byte[] body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
            request.Headers.Add("Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority));
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

    private static async Task<(int Status, PutCode Code)> PutAsync(HttpClient client, IntakeProcess intake, byte[] bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/r/put") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("Origin", intake.Origin);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var answer = await client.SendAsync(request, IntakeProcess.Cancel);
        Assert.True(PutAnswer.TryParse(await answer.Content.ReadAsByteArrayAsync(IntakeProcess.Cancel), out var parsed, out _));
        return ((int)answer.StatusCode, parsed.Code);
    }
}
