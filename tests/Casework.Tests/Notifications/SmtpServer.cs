using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace IntegrityChannel.Casework.Tests.Notifications;

/// <summary>Debian's aiosmtpd as a process of its own (smtp_server.py), ended by its own id.</summary>
internal sealed class SmtpServer : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<JsonElement> said = new();

    private SmtpServer(Process process) => this.process = process;

    internal int Port { get; private set; }

    /// <summary>Letters the server took.</summary>
    internal IReadOnlyList<JsonElement> Letters => [.. said.Where(entry => entry.TryGetProperty("mail", out _))];

    /// <summary>Names that clients gave in EHLO.</summary>
    internal IReadOnlyList<string> Greetings => [.. said.Where(entry => entry.TryGetProperty("ehlo", out _)).Select(entry => entry.GetProperty("ehlo").GetString()!)];

    internal static async Task<SmtpServer> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/python3")
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add("-Wignore");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Notifications", "smtp_server.py"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var server = new SmtpServer(Process.Start(start)!);
        var first = await server.process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException("the SMTP server did not start; is python3-aiosmtpd installed?");
        server.Port = JsonDocument.Parse(first).RootElement.GetProperty("port").GetInt32();
        _ = Task.Run(server.ListenAsync);
        return server;
    }

    /// <summary>Waits until so many letters have arrived.</summary>
    internal async Task<IReadOnlyList<JsonElement>> WaitForLettersAsync(int count)
    {
        for (var wait = 0; wait < 200 && Letters.Count < count; wait++)
        {
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        return Letters;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(2000))
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private async Task ListenAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Enqueue(JsonDocument.Parse(line).RootElement.Clone());
        }
    }
}
