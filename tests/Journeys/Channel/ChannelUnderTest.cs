using System.Diagnostics;

namespace IntegrityChannel.Journeys.Channel;

/// <summary>
/// A whole channel in an empty folder: the real ceremony, both real processes, one clock file, a real SMTP server. Nothing is shared
/// between two of them, and all of it ends with the journey.
/// </summary>
internal sealed class ChannelUnderTest : IAsyncDisposable
{
    private readonly Dictionary<string, string> _environment;
    private RunningProgram? _intake;
    private RunningProgram? _casework;

    private ChannelUnderTest(string scratch, MailServer mail)
    {
        Scratch = scratch;
        Mail = mail;
        Data = Path.Combine(scratch, "data");
        Logs = Directory.CreateDirectory(Path.Combine(scratch, "logs")).FullName;
        Temporary = Directory.CreateDirectory(Path.Combine(scratch, "tmp")).FullName;
        Clock = new TestClock(Path.Combine(scratch, "clock"));
        Intake = new Uri($"http://localhost:{FreePort.Find()}");
        Casework = new Uri($"http://localhost:{FreePort.Find()}");
        _environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["INTEGRITY_CLOCK_FILE"] = Clock.File,
            ["TMPDIR"] = Temporary,
            ["DOTNET_EnableDiagnostics"] = "0",
            ["INTEGRITY_Mail__Transport"] = "smtp",
            ["INTEGRITY_Mail__Host"] = "127.0.0.1",
            ["INTEGRITY_Mail__Port"] = $"{mail.Port}",
            ["INTEGRITY_Mail__Security"] = mail.Certificate is null ? "none" : "tls",
            ["INTEGRITY_Mail__From"] = "channel@journey.example",
            ["INTEGRITY_TickSeconds"] = "2",
        };
        if (mail.Certificate is { } certificate)
        {
            // The one place where an operator would add a root of the organisation's own.
            _environment["SSL_CERT_FILE"] = certificate;
        }
    }

    public string Scratch { get; }

    public string Data { get; }

    public string Logs { get; }

    public string Temporary { get; }

    public Uri Intake { get; }

    public Uri Casework { get; }

    public TestClock Clock { get; }

    public MailServer Mail { get; }

    /// <summary>Both processes on an empty data folder: no organisation, no ceremony, nobody who could read.</summary>
    public static async Task<ChannelUnderTest> StartEmptyAsync(string instant, CancellationToken ct)
    {
        var channel = Prepare(instant);
        return await channel.BegunAsync(() => channel.StartProcessesAsync(ct, open: false));
    }

    /// <param name="instant">What the clock shows at the start.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <param name="hurried">
    /// False: as a real organisation has it: only the job engine ticks, once a minute, and passphrases cost 256 MiB. True: a tick every two seconds, and the
    /// least cost that clients accept.
    /// </param>
    public static async Task<ChannelUnderTest> StartAsync(string instant, CancellationToken ct, bool hurried = true)
    {
        var channel = Prepare(instant);
        if (!hurried)
        {
            channel._environment.Remove("INTEGRITY_TickSeconds");
        }

        await RunningProgram.RunAsync(
            Repository.Program("Crypto.Cli"),
            ["ceremony", "demo", "--data", channel.Data, "--origin", Origin(channel.Intake), "--origin", Origin(channel.Casework), .. hurried ? (string[])["--memory-mib", "64"] : []],
            channel._environment,
            Path.Combine(channel.Scratch, "ceremony.log"),
            ct);
        return await channel.BegunAsync(() => channel.StartProcessesAsync(ct));
    }

    // A channel that does not begin leaves no process behind.
    private async Task<ChannelUnderTest> BegunAsync(Func<Task> begin)
    {
        try
        {
            await begin();
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <param name="ct">Gives up waiting.</param>
    /// <param name="open">Whether to wait until the channel takes reports; without an organisation any answer will do.</param>
    public async Task StartProcessesAsync(CancellationToken ct, bool open = true)
    {
        _casework = Start("Casework.Host", Casework, "casework");
        _intake = Start("Intake.Host", Intake, "intake");
        await WaitUntilReadyAsync(Casework, _casework, open, ct);
        await WaitUntilReadyAsync(Intake, _intake, open, ct);
    }

    /// <summary>The number that the system gave intake's process.</summary>
    public int IntakeProcess => _intake!.Id;

    /// <summary>What a process has written to its console so far.</summary>
    public string ConsoleOf(string room)
    {
        using var log = new StreamReader(new FileStream(Path.Combine(Logs, $"{room}.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return log.ReadToEnd();
    }

    /// <summary>Ends both processes as a power cut would.</summary>
    public async Task CutPowerAsync()
    {
        await _intake!.KillAsync();
        await _casework!.KillAsync();
        await _intake.DisposeAsync();
        await _casework.DisposeAsync();
        _intake = _casework = null;
    }

    /// <summary>Runs one of our programs beside the channel, with the channel's environment; it must succeed.</summary>
    public Task RunAsync(string project, params string[] arguments) =>
        RunningProgram.RunAsync(Repository.Program(project), arguments, _environment, LogOf(project), TestContext.Current.CancellationToken);

    /// <summary>The same for a program that may refuse.</summary>
    public Task<int> ExitCodeAsync(string project, params string[] arguments) =>
        RunningProgram.ExitCodeAsync(Repository.Program(project), arguments, _environment, LogOf(project), TestContext.Current.CancellationToken);

    /// <summary>Account name and passphrase of everybody in the demonstration, as officers.txt lists them.</summary>
    public IReadOnlyDictionary<string, string> Passphrases() => DemoSignIns.Read(Path.Combine(Data, "demo", "officers.txt"));

    /// <summary>Waits for a mail that satisfies the condition; the job engine ticks once a minute, so 90 seconds are enough.</summary>
    public async Task<ReceivedMail> MailAsync(Func<ReceivedMail, bool> condition, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(90))
        {
            if (Mail.Messages().FirstOrDefault(condition) is { } message)
            {
                return message;
            }

            await Task.Delay(500, ct);
        }

        throw new InvalidOperationException($"No such mail within 90 s; {Mail.Messages().Count} others arrived.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_intake is not null)
        {
            await _intake.DisposeAsync();
        }

        if (_casework is not null)
        {
            await _casework.DisposeAsync();
        }

        await Mail.DisposeAsync();
        if (Environment.GetEnvironmentVariable("KEEP_JOURNEYS") is null)
        {
            Directory.Delete(Scratch, recursive: true);
        }
    }

    private static ChannelUnderTest Prepare(string instant)
    {
        Prerequisites.Require();
        var scratch = Directory.CreateTempSubdirectory("integrity-journey-").FullName;
        var channel = new ChannelUnderTest(scratch, MailServer.Start(scratch));
        channel.Clock.Set(instant);
        return channel;
    }

    private string LogOf(string project) => Path.Combine(Logs, $"beside-{project}.log");

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private RunningProgram Start(string project, Uri address, string room) =>
        RunningProgram.Start(
            Repository.Program(project),
            ["--data", Data, "--port", $"{address.Port}", "--origin", Origin(address), "--web", Repository.Web(room)],
            _environment,
            Path.Combine(Logs, $"{room}.log"));

    private static async Task WaitUntilReadyAsync(Uri address, RunningProgram program, bool open, CancellationToken ct)
    {
        using var client = new HttpClient();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(180))
        {
            Assert.False(program.HasExited, $"The process behind {address} ended before it was ready.");
            try
            {
                using var answer = await client.GetAsync(new Uri(address, "/health"), ct);
                if (answer.IsSuccessStatusCode || !open)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(200, ct);
        }

        throw new InvalidOperationException($"{address} did not become ready within 180 s.");
    }
}
