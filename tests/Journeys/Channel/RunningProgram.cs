using System.Diagnostics;

namespace IntegrityChannel.Journeys.Channel;

/// <summary>A process that a journey started; its output goes to a file that the leak scan reads.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StreamWriter _log;

    private RunningProgram(Process process, StreamWriter log)
    {
        _process = process;
        _log = log;
    }

    public static RunningProgram Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string logFile)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var log = new StreamWriter(new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Write(log, line.Data);
        process.ErrorDataReceived += (_, line) => Write(log, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new RunningProgram(process, log);
    }

    /// <summary>Runs a program to its end and fails with its output unless it exits with 0.</summary>
    public static async Task RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string logFile, CancellationToken ct)
    {
        var code = await ExitCodeAsync(program, arguments, environment, logFile, ct);
        Assert.True(code == 0, $"{Path.GetFileName(program)} ended with {code}; its output is in {Path.GetFileName(logFile)}.");
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<int> ExitCodeAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string logFile, CancellationToken ct)
    {
        await using var running = Start(program, arguments, environment, logFile);
        await running._process.WaitForExitAsync(ct);
        return running._process.ExitCode;
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Ends the process at once, as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks the process to stop (SIGTERM) and waits; a process that ignores it is ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var stop = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await stop.WaitForExitAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }

        _process.Dispose();
        await _log.DisposeAsync();
    }

    private static void Write(StreamWriter log, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (log)
        {
            try
            {
                log.WriteLine(line);
            }
            catch (ObjectDisposedException)
            {
                // A last line after the end of the process; nothing reads it any more.
            }
        }
    }
}
