using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Pages;
using IntegrityChannel.Casework.Host.Startup;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace IntegrityChannel.Casework.Tests.Host;

public sealed class StartTests
{
    [Fact]
    public void A_demonstration_does_not_start_in_production_nor_beyond_this_machine()
    {
        using var files = new TestData();
        Directory.CreateDirectory(Path.Combine(files.Data, "demo"));

        StartRules.Check(new CaseworkOptions { Data = files.Data }, new Named(Environments.Development));
        var production = Assert.Throws<StartRefused>(() => StartRules.Check(new CaseworkOptions { Data = files.Data }, new Named(Environments.Production)));
        var exposed = Assert.Throws<StartRefused>(() => StartRules.Check(new CaseworkOptions { Data = files.Data, Bind = "0.0.0.0" }, new Named(Environments.Development)));

        Assert.Contains("demonstration", production.Message, StringComparison.Ordinal);
        Assert.Contains("--bind", exposed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hurried_tick_is_for_development_only()
    {
        using var files = new TestData();
        var hurried = new CaseworkOptions { Data = files.Data, TickSeconds = 2 };

        StartRules.Check(hurried, new Named(Environments.Development));
        foreach (var elsewhere in (string[])[Environments.Production, Environments.Staging])
        {
            var refused = Assert.Throws<StartRefused>(() => StartRules.Check(hurried, new Named(elsewhere)));
            Assert.Contains("--tickSeconds", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_demonstration_whose_folder_demo_was_deleted_stays_one()
    {
        using var files = new TestData();
        StartRules.Check(new CaseworkOptions { Data = files.Data }, new Named(Environments.Production));
        files.Write("demonstration", [1]);

        Assert.Contains("demonstration", Assert.Throws<StartRefused>(() => StartRules.Check(new CaseworkOptions { Data = files.Data }, new Named(Environments.Production))).Message, StringComparison.Ordinal);
        Assert.True(DataFolder.Create(files.Data).IsDemonstration);
    }

    [Fact]
    public void All_wrong_options_are_named_at_once()
    {
        var faults = new CaseworkOptions { Port = 70_000, Bind = "somewhere", Origin = "casework.example/page", Data = " ", TickSeconds = 60 }.Faults();

        Assert.Equal(5, faults.Count);
    }

    [Theory]
    [InlineData("http://dossiers.example.org", false)]
    [InlineData("http://10.0.0.5:8081", false)]
    [InlineData("http://localhost.example.org", false)]
    [InlineData("https://dossiers.example.org http://dossiers.intranet", false)]
    [InlineData("http://dossiersvoorbeeld.onion", false)]
    [InlineData("https://dossiers.example.org https://dossiers.intranet", true)]
    [InlineData("http://localhost:8081", true)]
    [InlineData("http://127.0.0.1:8081", true)]
    public void Production_refuses_plain_http_beyond_this_machine_and_says_how_to_get_a_certificate(string origins, bool taken)
    {
        using var files = new TestData();
        var options = new CaseworkOptions { Data = files.Data, Origin = origins };
        StartRules.Check(options, new Named(Environments.Development));
        var refused = Record.Exception(() => StartRules.Check(options, new Named(Environments.Production)));

        Assert.Equal(taken, refused is null);
        Assert.All(taken ? [] : (string[])["is not encrypted", "reverse proxy", OwnCertificate.Variable, "docs/operations.md"], word => Assert.Contains(word, refused!.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Several_addresses_are_given_by_repeating_the_option_and_a_wrong_or_doubled_one_is_named()
    {
        Assert.Equal(
            ["--port", "1", "--data", "x", "--origin", "https://a.example https://b.example"],
            RepeatedOrigins.Join(["--origin", "https://a.example", "--port", "1", "--Origin=https://b.example", "--data", "x"]));
        Assert.Equal(["--data", "x", "--origin"], RepeatedOrigins.Join(["--data", "x", "--origin"]));
        Assert.Equal(["https://a.example", "https://b.example"], new CaseworkOptions { Origin = "https://a.example https://b.example" }.Origins);
        Assert.All(
            (string[])["", "https://a.example/", "https://a.example https://a.example", "https://a.example b.example", "ftp://a.example", string.Join(' ', Enumerable.Range(1, 9).Select(at => $"https://a{at}.example"))],
            wrong => Assert.Contains("--origin", Assert.Single(new CaseworkOptions { Origin = wrong }.Faults()), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"name":{"nl":"A"},"languages":[]}""")]
    [InlineData("""{"name":{"en":"A"},"languages":["nl"]}""")]
    [InlineData("""{"name":{"nl":"A"},"languages":["nl"],"mailRule":"hourly"}""")]
    [InlineData("""{"languages":["nl"]}""")]
    [InlineData("nonsense")]
    public void Settings_that_cannot_be_understood_are_refused(string text)
    {
        using var files = new TestData();
        var file = Path.Combine(files.Organisation, "settings.json");
        File.WriteAllText(file, text);

        Assert.Throws<StartRefused>(() => OrganisationSettings.Read(file));
    }

    [Fact]
    public void A_channel_key_file_that_is_missing_or_is_none_is_refused()
    {
        using var files = new TestData();
        var file = Path.Combine(files.Data, "casework", "channel.key");
        using (var own = ChannelKeyFile.Load(file))
        {
            Assert.Equal(files.Sample.CaseworkKey.KeyId, own.KeyId);
        }

        File.WriteAllBytes(file, new byte[31]);
        Assert.Throws<StartRefused>(() => ChannelKeyFile.Load(file));
        File.Delete(file);
        Assert.Throws<StartRefused>(() => ChannelKeyFile.Load(file));
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "E-53")]
    public async Task A_channel_key_that_the_directory_does_not_list_for_notices_shows_at_health_and_officers_work_on(bool unlisted, string? number)
    {
        using var files = new TestData();
        if (unlisted)
        {
            files.UseChannelKey(files.Sample.IntakeKey);
        }

        await using var host = new RunningHost(files);
        var health = await host.Open().GetJsonAsync("/health");

        Assert.True(health["ready"]!.GetValue<bool>());
        Assert.Equal(number, health["notices"]?.GetValue<string>());
        Assert.Equal(unlisted ? 1 : 0, host.Logs.Lines.Count(line => line.Contains("E-53", StringComparison.Ordinal)));
        await host.Open().SignInAsync(files.Responsible);
    }

    [Fact]
    public void A_page_that_is_not_what_its_manifest_says_is_not_served()
    {
        using var files = new TestData();
        File.AppendAllText(Path.Combine(files.Web, "assets", "main.0011223344556677.js"), "//");

        Assert.Throws<StartRefused>(() => WebManifest.Load(files.Web));
    }

    [Fact]
    public async Task A_taken_port_is_named_together_with_the_flag_that_changes_it()
    {
        using var files = new TestData();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (exit, error) = await RunAsync("--data", files.Data, "--web", files.Web, "--port", $"{port}");

        Assert.Equal(StartFailures.PortTaken, exit);
        Assert.Contains($"{port}", error, StringComparison.Ordinal);
        Assert.Contains("--casework-port", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_file_outside_development_is_refused_with_the_reason()
    {
        using var files = new TestData();
        var clock = Path.Combine(files.Data, "clock");
        await File.WriteAllTextAsync(clock, "2026-03-02T08:00:00+01:00", TestContext.Current.CancellationToken);

        var (exit, error) = await RunAsync(["--data", files.Data, "--web", files.Web, "--port", "0"], ("INTEGRITY_CLOCK_FILE", clock));

        Assert.Equal(StartFailures.Refused, exit);
        Assert.Contains("INTEGRITY_CLOCK_FILE", error, StringComparison.Ordinal);
    }

    private static Task<(int Exit, string Error)> RunAsync(params string[] arguments) => RunAsync(arguments, []);

    private static async Task<(int Exit, string Error)> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])[typeof(CaseworkOptions).Assembly.Location, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromMinutes(2));
            var error = await process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private sealed class Named(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "casework";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
