using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IntegrityChannel.Casework.Host.Startup;

namespace IntegrityChannel.Casework.Tests.Host;

/// <summary>The real casework program on a data folder, with a tick a second and a clock that stands at nine o'clock of the first day of tests.</summary>
internal sealed class CaseworkProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process process;

    private CaseworkProcess(Process process) => this.process = process;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts it, and waits until it answers: then its stores are open.</summary>
    internal static async Task<CaseworkProcess> StartAsync(TestData files)
    {
        var clock = Path.Combine(files.Data, "..", "clock");
        await File.WriteAllTextAsync(clock, "2026-03-02T09:00:00+01:00", Token);
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var word in (string[])[typeof(CaseworkOptions).Assembly.Location, "--data", files.Data, "--web", files.Web, "--port", $"{port}", "--tickSeconds", "1"])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["INTEGRITY_CLOCK_FILE"] = clock;
        var started = new CaseworkProcess(Process.Start(start)!);
        await started.UntilReadyAsync(new Uri($"http://localhost:{port}/health"));
        return started;
    }

    /// <summary>kill -9.</summary>
    internal async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(Token);
    }

    /// <summary>Waits until something is so, while the process works.</summary>
    internal async Task UntilAsync(Func<bool> isSo, string what)
    {
        for (var watch = Stopwatch.StartNew(); !isSo(); await Task.Delay(20, Token))
        {
            Assert.True(watch.Elapsed < Patience, $"within two minutes it was not so that {what}");
            Assert.False(process.HasExited, $"casework ended before {what}");
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private async Task UntilReadyAsync(Uri health)
    {
        // What it says is of no use here, but it must not fill the pipe.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient();
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(50, Token))
        {
            Assert.True(watch.Elapsed < Patience, "casework did not become ready");
            Assert.False(process.HasExited, "casework ended before it was ready");
            try
            {
                using var answer = await client.GetAsync(health, Token);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
