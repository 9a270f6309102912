using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Tests.Platform;

public sealed class ProcessClockTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    [Fact]
    public void Without_the_variable_the_systems_clock_is_chosen_everywhere()
    {
        Assert.False(Assert.IsType<ClockChoice.Chosen>(ProcessClock.Choose(null, "Production")).FromFile);
        Assert.False(Assert.IsType<ClockChoice.Chosen>(ProcessClock.Choose("", "Development")).FromFile);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("")]
    public void Outside_Development_a_clock_file_refuses_the_start_and_says_why(string environment)
    {
        File.WriteAllText(file, "2026-03-02T08:00:00Z");
        var refused = Assert.IsType<ClockChoice.Refused>(ProcessClock.Choose(file, environment));
        Assert.Contains(ProcessClock.Variable, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("2026-03-02")]
    [InlineData("2026-03-02T08:00:00")]
    [InlineData("2026-13-02T08:00:00Z")]
    public void A_file_without_an_instant_refuses_the_start(string content)
    {
        File.WriteAllText(file, content);
        Assert.IsType<ClockChoice.Refused>(ProcessClock.Choose(file, "Development"));
        Assert.IsType<ClockChoice.Refused>(ProcessClock.Choose(file + ".absent", "Development"));
    }

    [Fact]
    public async Task Time_starts_at_the_files_instant_runs_on_and_starts_anew_when_the_file_changes()
    {
        await WriteAsync("2026-03-02T08:00:00+01:00\n");
        var clock = Assert.IsType<ClockChoice.Chosen>(ProcessClock.Choose(file, "Development")).Clock;
        var first = clock.GetUtcNow();
        Assert.InRange(first, Instant("2026-03-02T07:00:00Z"), Instant("2026-03-02T07:00:30Z"));
        await Task.Delay(150, TestContext.Current.CancellationToken);
        Assert.InRange(clock.GetUtcNow() - first, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));

        await WriteAsync("half a line");
        await Task.Delay(150, TestContext.Current.CancellationToken);
        Assert.InRange(clock.GetUtcNow(), first, first.AddSeconds(60));

        await WriteAsync("2027-01-01T00:00:00Z");
        await Task.Delay(150, TestContext.Current.CancellationToken);
        Assert.InRange(clock.GetUtcNow(), Instant("2027-01-01T00:00:00Z"), Instant("2027-01-01T00:00:30Z"));
        Assert.Equal(TimeZoneInfo.Utc, clock.LocalTimeZone);
    }

    public void Dispose() => File.Delete(file);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private Task WriteAsync(string content) => File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
}
