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
    public async Task Before_the_organisation_exists_it_is_live_but_not_ready_and_opens_without_a_restart()
    {
        await using var intake = IntakeProcess.Prepare();
        var running = intake.RunAsync();
        using var client = intake.Client();
        string? health = null;
        for (var tries = 0; health is null && tries < 600; tries++)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), IntakeProcess.Cancel);
                Assert.Equal(503, (int)answer.StatusCode);
                health = await answer.Content.ReadAsStringAsync(IntakeProcess.Cancel);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100, IntakeProcess.Cancel);
            }
        }

        Assert.Contains("\"ready\":false,\"live\":true", health, StringComparison.Ordinal);
        using var directory = await client.GetAsync(new Uri("/d", UriKind.Relative), IntakeProcess.Cancel);
        Assert.Equal((503, 512L), ((int)directory.StatusCode, directory.Content.Headers.ContentLength));

        await intake.PublishAsync();
        await running;
    }
}
