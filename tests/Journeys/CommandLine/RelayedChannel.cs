using System.Buffers.Text;
using System.Diagnostics;
using System.Text.Json;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Journeys.CommandLine;

/// <summary>A demonstration in an empty folder, both real processes, each behind a relay that a test may turn malicious. Every command is a process of its own.</summary>
public sealed class RelayedChannel : IAsyncLifetime
{
    internal const string Responsible = "verantwoordelijke";
    private readonly Dictionary<string, string> environment = new(StringComparer.Ordinal) { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DOTNET_EnableDiagnostics"] = "0" };
    private RunningProgram? intakeProgram;
    private RunningProgram? caseworkProgram;
    private Relay? intakeRelay;
    private Relay? caseworkRelay;

    /// <summary>What every clock shows at the start.</summary>
    internal string Now { get; init; } = "2026-03-02T09:00:00+01:00";

    /// <summary>The clock file of both hosts, where a seed moves it; null where they follow the common one.</summary>
    internal string? SeedClock { get; private set; }

    /// <summary>Whether the ceremony took place four months before <see cref="Now"/>, for cases that are to be invented.</summary>
    internal bool ForSeed { get; init; }

    internal string Scratch { get; } = Directory.CreateTempSubdirectory("integrity-commands-").FullName;

    internal string Data => Path.Combine(Scratch, "data");

    internal Uri Intake { get; } = new($"http://localhost:{FreePort.Find()}");

    internal Uri Casework { get; } = new($"http://localhost:{FreePort.Find()}");

    internal Relay IntakeRelay => intakeRelay!;

    internal Relay CaseworkRelay => caseworkRelay!;

    internal string Fingerprint { get; private set; } = "";

    internal TestClock Clock => new(Path.Combine(Scratch, "clock"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Directory.Exists(Repository.Web("intake")), "The built pages are missing: ./dev web.");
        Clock.Set(Now);
        environment["INTEGRITY_CLOCK_FILE"] = Clock.File;
        string[] day = ForSeed ? ["--day", await FirstDayAsync()] : [];
        var made = await RunAsync(["ceremony", "demo", "--data", Data, "--origin", Origin(Intake), "--origin", Origin(Casework), "--memory-mib", "64", .. day]);
        Assert.Equal(0, made.Code);
        Fingerprint = made.Output.Split("Fingerprint:")[1].Trim();
        (caseworkProgram, caseworkRelay) = await StartAsync("Casework.Host", Casework, "casework");
        (intakeProgram, intakeRelay) = await StartAsync("Intake.Host", Intake, "intake");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in (IAsyncDisposable?[])[intakeRelay, caseworkRelay, intakeProgram, caseworkProgram])
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }

        Directory.Delete(Scratch, recursive: true);
    }

    private async Task<string> FirstDayAsync()
    {
        SeedClock = Path.Combine(Scratch, "seed-clock");
        return (await RunAsync("seed", "first-day", "--clock", SeedClock)).Output.Trim();
    }

    /// <summary>Runs one command to its end.</summary>
    internal Task<CommandAnswer> RunAsync(params string[] arguments) => RunAsync(_ => Task.CompletedTask, arguments);

    /// <summary>Presses Ctrl-C once this has happened, and waits for the end.</summary>
    internal Task<CommandAnswer> StopWhenAsync(Task happened, string[] arguments) => RunAsync(
        async process =>
        {
            await happened.WaitAsync(TimeSpan.FromMinutes(1), Ct);
            using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
            await kill.WaitForExitAsync(Ct);
        },
        arguments);

    private async Task<CommandAnswer> RunAsync(Func<Process, Task> meanwhile, string[] arguments)
    {
        // A shell that runs the tests in the background has them ignore Ctrl-C, and so would every program that they start.
        var start = new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", Repository.Program("Crypto.Cli"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Scratch };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Ct);
        var error = process.StandardError.ReadToEndAsync(Ct);
        await meanwhile(process);
        await process.WaitForExitAsync(Ct);
        return new CommandAnswer(process.ExitCode, await output, await error);
    }

    internal Task<CommandAnswer> ReportAsync(string text, params string[] more) =>
        RunAsync(["report", "--server", Origin(Intake), "--fingerprint", Fingerprint, "--text", Note(text), .. more]);

    internal Task<CommandAnswer> MailboxAsync(string codeFile, params string[] more) =>
        RunAsync(["mailbox", "--server", Origin(Intake), "--fingerprint", Fingerprint, "--code-file", codeFile, .. more]);

    internal Task<CommandAnswer> OfficerAsync(params string[] act) => OfficerAsync(Responsible, act);

    internal Task<CommandAnswer> OfficerAsync(string account, string[] act) => RunAsync(OfficerWords(account, act));

    internal string[] OfficerWords(params string[] act) => OfficerWords(Responsible, act);

    private string[] OfficerWords(string account, string[] act) =>
        ["officer", "--server", Origin(Casework), "--fingerprint", Fingerprint, "--name", account, "--passphrase-file", PassphraseFile(account), .. act];

    /// <summary>A file of this name with bytes that no format has, and its path.</summary>
    internal string Noise(string name, int length)
    {
        var bytes = new byte[length];
        new SeededEntropy($"{name} {length}").Fill(bytes);
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(Scratch, $"{Guid.CreateVersion7():N}")).FullName, name);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    /// <summary>A file with this content, and its path.</summary>
    internal string Note(string text)
    {
        var file = Path.Combine(Scratch, $"{Guid.CreateVersion7():N}.txt");
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>
    /// Waits until a tick has opened the case file of the report that was sent last; answers its number. The report is told by its identifier on the wire,
    /// since other tests report to the same channel.
    /// </summary>
    internal async Task<string> CaseOfLastReportAsync()
    {
        var report = Base64Url.EncodeToString(LastReport().Header.ReportId.Span);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(120); await Task.Delay(1000, Ct))
        {
            var answer = await OfficerAsync("list", "--json");
            Assert.True(answer.Code == 0, answer.Error);
            var own = answer.Json().GetProperty("cases").EnumerateArray().Where(item => item.GetProperty("reportId").GetString() == report).ToList();
            if (own is [var found])
            {
                return found.GetProperty("number").GetString()!;
            }
        }

        throw new InvalidOperationException("no case file of the last report within two minutes");
    }

    private SealedObject LastReport()
    {
        foreach (var body in Enumerable.Reverse(IntakeRelay.Sent))
        {
            if (SealedObject.TryParse(body, out var sent, out _) && sent.Header.Kind is ObjectKind.Report)
            {
                return sent;
            }
        }

        throw new InvalidOperationException("no report was sent");
    }

    internal static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private string PassphraseFile(string account) => Note(DemoSignIns.Read(Path.Combine(Data, "demo", "officers.txt"))[account] + "\n");

    /// <summary>The process listens on a port of its own; its origin is the relay's.</summary>
    private async Task<(RunningProgram Program, Relay Relay)> StartAsync(string project, Uri address, string room)
    {
        var port = FreePort.Find();
        var program = RunningProgram.Start(
            Repository.Program(project),
            ["--data", Data, "--port", $"{port}", "--origin", Origin(address), "--web", Repository.Web(room)],
            HostEnvironment(),
            Path.Combine(Scratch, $"{room}.log"));
        var host = new Uri($"http://localhost:{port}");
        using var client = new HttpClient();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(200, Ct))
        {
            Assert.False(program.HasExited, $"{project} ended before it was ready: {await File.ReadAllTextAsync(Path.Combine(Scratch, $"{room}.log"), Ct)}");
            if (await IsReadyAsync(client, host))
            {
                return (program, await Relay.StartAsync(address.Port, host));
            }
        }

        throw new InvalidOperationException($"{project} did not become ready");
    }

    /// <summary>A seed asks for its own ticks, on its own clock.</summary>
    private Dictionary<string, string> HostEnvironment() => SeedClock is null
        ? new(environment) { ["INTEGRITY_TickSeconds"] = "2" }
        : new(environment) { ["INTEGRITY_CLOCK_FILE"] = SeedClock };

    private static async Task<bool> IsReadyAsync(HttpClient client, Uri host)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(host, "/health"), Ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

/// <summary>What a command said, and how it ended.</summary>
internal sealed record CommandAnswer(int Code, string Output, string Error)
{
    /// <summary>One value of a command that answers in JSON, a value on a line.</summary>
    internal JsonElement Json(int line = 0) => JsonDocument.Parse(Output.Split('\n')[line]).RootElement;
}

[CollectionDefinition(Name)]
public sealed class OneRelayedChannel : ICollectionFixture<RelayedChannel>
{
    internal const string Name = "one channel behind relays";
}
