using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Intake.Tests.Deploy;

/// <summary>The configurations of eng/deploy, run as they are shipped: what stands in front of intake remembers as little as intake itself.</summary>
public sealed class DeployTests
{
    private const string UserAgent = "Mozilla/5.0 (planted-browser-9a4d)";
    private const string Forwarded = "203.0.113.78";
    private static readonly IPAddress Visitor = IPAddress.Parse("127.77.66.55");

    [Fact]
    public async Task I_18_behind_the_shipped_proxy_no_address_browser_or_code_is_in_any_file_or_output_of_either()
    {
        Assert.SkipUnless(Proxy.IsInstalled, "nginx or its stream module is not installed (./dev doctor)");
        var (found, statuses) = await VisitAsync(Proxy.Shipped, "line");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], statuses);
        Assert.Empty(found);
    }

    /// <summary>The control: with the logging of requests that a proxy does by default the same search finds who came.</summary>
    [Fact]
    public async Task I_18_a_proxy_that_logs_requests_as_usual_would_be_noticed()
    {
        Assert.SkipUnless(Proxy.IsInstalled, "nginx or its stream module is not installed (./dev doctor)");
        var (found, _) = await VisitAsync(Proxy.Ordinary, "unknown");

        Assert.Contains(found, leak => leak.Contains("access.log", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Behind_the_shipped_proxy_intake_still_knows_who_shares_a_budget()
    {
        Assert.SkipUnless(Proxy.IsInstalled, "nginx or its stream module is not installed (./dev doctor)");
        await using var intake = IntakeProcess.Prepare();
        await intake.PublishAsync();
        var free = new DriveInfo(intake.Root).AvailableFreeSpace;
        await using var proxy = await BehindAsync(intake, Proxy.Shipped, "line", "--minimumFreeBytes", $"{free / 2}");
        using var flooder = proxy.From(IPAddress.Parse("127.5.0.1"));
        using var other = proxy.From(IPAddress.Parse("127.6.0.1"));

        var codes = new List<PutCode>();
        for (var sent = 0; sent < 62; sent++)
        {
            codes.Add(await PutAsync(intake, proxy, flooder));
        }

        // Over its budget it is refused the last of the disk; whoever comes from elsewhere is not.
        Assert.Contains(PutCode.StorageFull, codes);
        Assert.Equal(PutCode.Accepted, await PutAsync(intake, proxy, other));
    }

    [Fact]
    public async Task Without_the_line_of_a_proxy_nobody_reaches_the_port_behind_it()
    {
        await using var intake = IntakeProcess.Prepare();
        await intake.PublishAsync();
        intake.Launch("--visitors", "line");
        using var client = intake.Client();
        while (!intake.Said.Contains("listens on", StringComparison.Ordinal))
        {
            await Task.Delay(50, IntakeProcess.Cancel);
        }

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("/health", UriKind.Relative), IntakeProcess.Cancel));
    }

    [Theory]
    [InlineData("integrity-intake.service")]
    [InlineData("integrity-casework.service")]
    public async Task Systemd_takes_the_unit_and_finds_little_left_open(string unit)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "systemd is not installed");
        var folder = Directory.CreateTempSubdirectory("unit-").FullName;
        try
        {
            // Whether the program is installed is not what is judged.
            var lines = GoldenFile.Read($"eng/deploy/systemd/{unit}").Split('\n').Select(line => line.StartsWith("ExecStart=", StringComparison.Ordinal) ? "ExecStart=/bin/true" : line);
            var file = Path.Combine(folder, unit);
            await File.WriteAllTextAsync(file, string.Join('\n', lines), IntakeProcess.Cancel);

            Assert.Equal((0, ""), await RunAsync("systemd-analyze", "verify", file));
            var (code, judged) = await RunAsync("systemd-analyze", "security", "--offline=true", "--threshold=15", "--no-pager", file);
            Assert.True(code == 0, judged);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("integrity-intake.service")]
    [InlineData("integrity-casework.service")]
    public void The_units_keep_memory_off_the_disk(string unit)
    {
        var lines = GoldenFile.Read($"eng/deploy/systemd/{unit}").Split('\n');
        Assert.Empty(((string[])["LimitCORE=0", "MemorySwapMax=0", "PrivateTmp=yes", "NoNewPrivileges=yes", "Environment=ASPNETCORE_TEMP=/nonexistent", "LogNamespace=integrity"]).Except(lines));
    }

    /// <summary>With the environment of the unit the process opens no socket for debuggers and dumps; without it, the control, it does.</summary>
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task The_environment_of_the_unit_opens_no_door_to_the_memory(bool asShipped, int sockets)
    {
        await using var intake = IntakeProcess.Prepare();
        await intake.PublishAsync();
        var own = Directory.CreateDirectory(Path.Combine(intake.Root, "tmp")).FullName;
        intake.Environment["TMPDIR"] = own;
        foreach (var setting in GoldenFile.Read("eng/deploy/systemd/integrity-intake.service").Split('\n').Where(line => asShipped && line.StartsWith("Environment=DOTNET_", StringComparison.Ordinal)))
        {
            var words = setting["Environment=".Length..].Split('=');
            intake.Environment[words[0]] = words[1];
        }

        if (!asShipped)
        {
            intake.Environment["DOTNET_EnableDiagnostics"] = "1";
        }

        await intake.RunAsync();

        Assert.Equal(sockets, Directory.EnumerateFiles(own, "dotnet-diagnostic-*").Count());
    }

    [Fact]
    public async Task Tor_takes_the_shipped_torrc()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/tor"), "tor is not installed");
        var folder = Directory.CreateTempSubdirectory("tor-").FullName;
        try
        {
            var file = Path.Combine(folder, "torrc");
            await File.WriteAllTextAsync(file, GoldenFile.Read("eng/deploy/tor/torrc").Replace("/var/lib/tor", folder, StringComparison.Ordinal), IntakeProcess.Cancel);
            var (code, said) = await RunAsync("tor", "--verify-config", "--DataDirectory", folder, "-f", file);
            Assert.True(code == 0, said);
            Assert.DoesNotContain("unrecognized", said, StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(IReadOnlyList<string> Found, IReadOnlyList<HttpStatusCode> Statuses)> VisitAsync(Func<IntakeProcess, int, string, string> configuration, string visitors)
    {
        await using var intake = IntakeProcess.Prepare();
        await intake.PublishAsync();
        using var report = intake.NewReport();
        var statuses = new List<HttpStatusCode>();
        var proxy = await BehindAsync(intake, configuration, visitors);
        await using (proxy)
        {
            using var browser = proxy.From(Visitor);
            browser.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent);
            browser.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", Forwarded);
            using var page = await browser.GetAsync(new Uri("/?planted-query-8b1c", UriKind.Relative), IntakeProcess.Cancel);
            using var put = await PostAsync(browser, proxy, "/r/put", report.Report());
            using var hello = await PostAsync(browser, proxy, "/r/hello", []);
            var nonce = await hello.Content.ReadAsByteArrayAsync(IntakeProcess.Cancel);
            using var open = await PostAsync(browser, proxy, "/r/open", [.. report.MailboxId, .. nonce, .. report.LoginSignature(proxy.Origin, nonce)]);

            await proxy.MumbleAsync(Visitor);
            statuses.AddRange([page.StatusCode, put.StatusCode, open.StatusCode]);
        }

        await intake.StopAsync();
        var scan = new LeakScan().Plant("user agent", UserAgent).Plant("address", Forwarded).Plant("own address", $"{Visitor}").Plant("query", "planted-query-8b1c");
        var codes = Directory.EnumerateFiles(intake.Root, "*", SearchOption.AllDirectories).Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(report.MailboxId) >= 0);
        return ([.. codes, .. scan.FindInFiles(intake.Data).Concat(scan.FindInFiles(proxy.Folder)).Concat(scan.FindIn("output", intake.Said))], statuses);
    }

    private static async Task<Proxy> BehindAsync(IntakeProcess intake, Func<IntakeProcess, int, string, string> configuration, string visitors, params string[] more)
    {
        var port = IntakeProcess.FreePort();
        intake.Launch(["--visitors", visitors, "--origin", $"https://localhost:{port}", .. more]);
        var proxy = await Proxy.StartAsync(intake, port, configuration);
        using var browser = proxy.From(IPAddress.Loopback);
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var health = await browser.GetAsync(new Uri("/health", UriKind.Relative), IntakeProcess.Cancel);
                if (health.StatusCode == HttpStatusCode.OK)
                {
                    return proxy;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            Assert.True(tries < 600, intake.Said);
            await Task.Delay(100, IntakeProcess.Cancel);
        }
    }

    private static async Task<PutCode> PutAsync(IntakeProcess intake, Proxy proxy, HttpClient browser)
    {
        using var report = intake.NewReport();
        using var response = await PostAsync(browser, proxy, "/r/put", report.Report());
        return PutAnswer.TryParse(await response.Content.ReadAsByteArrayAsync(IntakeProcess.Cancel), out var answer, out _) ? answer.Code : throw new InvalidOperationException("not a put answer");
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, Proxy proxy, string path, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Headers.Add("Origin", proxy.Origin);
        return browser.SendAsync(request, IntakeProcess.Cancel);
    }

    private static async Task<(int Code, string Said)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(IntakeProcess.Cancel), process.StandardError.ReadToEndAsync(IntakeProcess.Cancel));
        await process.WaitForExitAsync(IntakeProcess.Cancel);
        return (process.ExitCode, await said + await complained);
    }
}
