using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Intake.Tests;

/// <summary>The real intake process on a data folder of its own, with a published sample organisation and a page of a few bytes.</summary>
public sealed class IntakeProcess : IAsyncDisposable
{
    internal const uint Today = 20_514;
    private const int Kill = 9;
    private const int Terminate = 15;

    private readonly StringBuilder output = new();
    private Process? process;

    /// <summary>Which program runs: the real one, or the mutant beside it.</summary>
    internal string Program { get; init; } = "IntegrityChannel.Intake.Host";

    /// <summary>The number that the system gave the running program.</summary>
    internal int Id => process!.Id;

    internal string Root { get; private init; } = "";

    /// <summary>Another process on the same folders, which are this one's to delete.</summary>
    internal bool IsGuest { get; private init; }

    internal string Data => Path.Combine(Root, "data");

    internal string Web => Path.Combine(Root, "web");

    internal int Port { get; } = FreePort();

    internal string Origin => $"http://localhost:{Port}";

    internal SampleOrganisation Organisation { get; } = new();

    internal Dictionary<string, string> Environment { get; } = new() { ["ASPNETCORE_ENVIRONMENT"] = "Development" };

    internal static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>All that the process has said.</summary>
    internal string Said
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Resident memory of the process, as the kernel counts it.</summary>
    internal double RssMebibytes =>
        double.Parse(File.ReadLines($"/proc/{ProcessId}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))["VmRSS:".Length..].Replace("kB", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture) / 1024;

    internal int ProcessId => process!.Id;

    /// <summary>Files only; nothing runs yet.</summary>
    internal static IntakeProcess Prepare(string program = "IntegrityChannel.Intake.Host")
    {
        var intake = new IntakeProcess { Program = program, Root = Directory.CreateTempSubdirectory("intake-").FullName };
        Directory.CreateDirectory(Path.Combine(intake.Data, "intake"));
        Directory.CreateDirectory(Path.Combine(intake.Data, "organisation"));
        File.WriteAllBytes(Path.Combine(intake.Data, "intake", "channel.key"), intake.Organisation.IntakeKeyFile());
        File.WriteAllText(
            Path.Combine(intake.Data, "organisation", "settings.json"),
            """{"name":{"nl":"Zone <Test> & \"Co\"","en":"Test zone"},"languages":["nl","en"],"zone":"Europe/Brussels","mailRule":"discreet"}""");
        WebPage.Write(intake.Web);
        var clock = Path.Combine(intake.Root, "clock");
        File.WriteAllText(clock, "2026-03-02T10:00:00+01:00");
        intake.Environment["INTEGRITY_CLOCK_FILE"] = clock;
        return intake;
    }

    /// <summary>Published and answering /health.</summary>
    internal static async Task<IntakeProcess> StartAsync(string program = "IntegrityChannel.Intake.Host", params string[] more)
    {
        var intake = Prepare(program);
        await intake.PublishAsync();
        await intake.RunAsync(more);
        return intake;
    }

    /// <summary>A second process on the same data, at a port of its own; nothing runs yet.</summary>
    internal IntakeProcess Beside()
    {
        var guest = new IntakeProcess { Root = Root, IsGuest = true };
        guest.Environment["INTEGRITY_CLOCK_FILE"] = Environment["INTEGRITY_CLOCK_FILE"];
        return guest;
    }

    /// <summary>A report to responsible and deputy.</summary>
    internal SampleReport NewReport() => new(Organisation, Today) { Recipients = [Organisation.Responsible, Organisation.Deputy] };

    /// <summary>The mailbox files as another process sees them.</summary>
    internal Task<MailboxStore> OpenMailboxAsync() => MailboxStore.OpenAsync(
        new MailboxOptions
        {
            MailboxFile = Path.Combine(Data, "mailbox.db"),
            KeysFile = Path.Combine(Data, "keys.db"),
            Clock = ManualClock.At("2026-03-02T10:00:00+01:00"),
            Entropy = SystemEntropy.Instance,
            MinimumFreeBytes = 0,
        },
        Cancel);

    internal async Task PublishAsync()
    {
        await using var mailbox = await OpenMailboxAsync();
        await mailbox.Directories.PublishDirectoryAsync(Organisation.Directory.Bytes, Cancel);
        foreach (var officer in Organisation.Officers)
        {
            await mailbox.Directories.PublishCertificateAsync(Organisation.Certificate(officer), Cancel);
        }
    }

    /// <summary>Starts the program and waits until it is ready.</summary>
    internal async Task RunAsync(params string[] more)
    {
        Launch(more);
        using var client = Client();
        for (var tries = 0; tries < 600; tries++)
        {
            Assert.False(process!.HasExited, Said);
            try
            {
                using var health = await client.GetAsync(new Uri("/health", UriKind.Relative), Cancel);
                if (health.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100, Cancel);
        }

        Assert.Fail("the process did not become ready: " + Said);
    }

    /// <summary>Starts the program and waits for its end.</summary>
    internal async Task<int> RunToEndAsync(params string[] more)
    {
        Launch(more);
        await process!.WaitForExitAsync(Cancel);
        return process.ExitCode;
    }

    /// <summary>kill -9: no chance to finish anything.</summary>
    internal Task KillAsync() => SignalAsync(Kill);

    /// <summary>What systemd and Ctrl-C do; the exit code.</summary>
    internal async Task<int> StopAsync()
    {
        await SignalAsync(Terminate);
        return process!.ExitCode;
    }

    /// <summary>A client that follows nothing and sends what a browser on our own page would.</summary>
    internal HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None })
    {
        BaseAddress = new Uri(Origin),
        Timeout = TimeSpan.FromSeconds(60),
    };

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await KillAsync();
        }

        process?.Dispose();
        Organisation.Dispose();
        if (!IsGuest)
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    /// <summary>Starts the program and waits for nothing.</summary>
    internal void Launch(params string[] more)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, Program))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Root,
        };
        foreach (var word in (string[])["--data", Data, "--port", $"{Port}", "--web", Web, "--minimumFreeBytes", "0", .. more])
        {
            start.ArgumentList.Add(word);
        }

        foreach (var name in (string[])["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "INTEGRITY_CLOCK_FILE"])
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += Record;
        process.ErrorDataReceived += Record;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Record(object sender, DataReceivedEventArgs line)
    {
        lock (output)
        {
            output.AppendLine(line.Data);
        }
    }

    private async Task SignalAsync(int signal)
    {
        using var kill = Process.Start("/bin/kill", [$"-{signal}", $"{process!.Id}"]);
        await kill.WaitForExitAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A page as eng/web.mjs would build it, only smaller.</summary>
internal static class WebPage
{
    internal const string Script = "assets/main.0123456789abcdef.js";
    private const string Sealer = "assets/sealer.0123456789abcdef.html";

    internal static void Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "assets"));
        var script = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("export const nothing = 0;\n", 40)));
        var page = """
            <!doctype html>
            <html lang="nl" data-demo="{{demo}}" data-version="{{version}}" data-adapters="{{adapters}}" data-organisation="{{organisation}}" data-languages="{{languages}}" data-attachment-mib="{{attachmentMib}}">
            <title>Info</title>
            """u8.ToArray();
        var sealer = """
            <!doctype html>
            <html lang="nl" data-organisation="{{organisation}}" data-languages="{{languages}}" data-directory="{{directory}}">
            <title>Info</title>
            """u8.ToArray();
        File.WriteAllBytes(Path.Combine(folder, "index.html"), page);
        File.WriteAllBytes(Path.Combine(folder, Sealer), sealer);
        File.WriteAllBytes(Path.Combine(folder, Script), script);
        using (var zipped = new System.IO.Compression.GZipStream(File.Create(Path.Combine(folder, Script + ".gz")), System.IO.Compression.CompressionLevel.Optimal))
        {
            zipped.Write(script);
        }

        File.WriteAllText(Path.Combine(folder, "manifest.json"), $$"""
            {"files":[
              {"path":"index.html","type":"text/html; charset=utf-8","sha256":"{{Hash(page)}}"},
              {"path":"{{Sealer}}","type":"text/html; charset=utf-8","sha256":"{{Hash(sealer)}}"},
              {"path":"{{Script}}","type":"text/javascript; charset=utf-8","sha256":"{{Hash(script)}}"}]}
            """);
        File.WriteAllText(Path.Combine(folder, "assets", "unlisted.js"), "not in the manifest");
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
