using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace IntegrityChannel.Benchmarks;

/// <summary>One of the two real processes, with what the kernel knows of it.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const double TicksPerSecond = 100;
    private readonly Process process;

    private HostProcess(Process process, int port, double secondsToReady)
    {
        this.process = process;
        Port = port;
        SecondsToReady = secondsToReady;
        CpuMillisecondsToReady = CpuMilliseconds;
    }

    internal int Port { get; }

    /// <summary>From the start of the process to the first answer 200 of /health.</summary>
    internal double SecondsToReady { get; }

    /// <summary>Processor time until then: what the start costs whatever else the machine does.</summary>
    internal double CpuMillisecondsToReady { get; }

    /// <summary>KiB that the process gave to the disk so far, as the kernel counts them when a page becomes dirty.</summary>
    internal double WrittenKibibytes =>
        Number(File.ReadLines($"/proc/{process.Id}/io").First(line => line.StartsWith("write_bytes:", StringComparison.Ordinal))["write_bytes:".Length..].Trim()) / 1024;

    /// <summary>Milliseconds of processor time so far, user and system.</summary>
    internal double CpuMilliseconds
    {
        get
        {
            // Fields 14 and 15 of /proc/PID/stat; the second field may hold spaces, in parentheses.
            var stat = File.ReadAllText($"/proc/{process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(fields[11]) + Number(fields[12])) * 1000 / TicksPerSecond;
        }
    }

    /// <summary>Resident memory in MiB.</summary>
    internal double RssMebibytes => Status("VmRSS:") / 1024;

    /// <summary>Lets the kernel count the peak anew.</summary>
    internal void ForgetPeak() => File.WriteAllText($"/proc/{process.Id}/clear_refs", "5");

    /// <summary>The most resident memory since then, in MiB.</summary>
    internal double PeakMebibytes => Status("VmHWM:") / 1024;

    internal static async Task<HostProcess> StartAsync(string program, string data, string web, int port, params string[] more)
    {
        var start = new ProcessStartInfo(program, ["--data", data, "--port", $"{port}", "--origin", $"http://localhost:{port}", "--web", web, .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment.Remove("INTEGRITY_CLOCK_FILE");
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start) ?? throw new InvalidOperationException(program);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!await IsReadyAsync(port))
        {
            if (process.HasExited || watch.Elapsed > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException($"{program} did not become ready");
            }

            await Task.Delay(20);
        }

        return new HostProcess(process, port, watch.Elapsed.TotalSeconds);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static async Task<bool> IsReadyAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /health HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"));
            var answer = new byte[12];
            return await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false) == answer.Length && answer.AsSpan(9, 3).SequenceEqual("200"u8);
        }
        catch (SocketException)
        {
            return false;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private double Status(string name) =>
        Number(File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim());

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
