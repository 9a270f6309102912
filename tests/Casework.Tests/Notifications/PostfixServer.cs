using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IntegrityChannel.Casework.Tests.Notifications;

/// <summary>
/// Debian's Postfix with configuration, queue and data in a folder of its own, on loopback. Whatever it accepts stays on hold in its queue: nothing is ever
/// delivered, and the system's own Postfix is not touched.
/// </summary>
internal sealed class PostfixServer : IDisposable
{
    private const string Master = "/usr/lib/postfix/sbin/master";
    private const int Terminate = 15;

    /// <summary>It ends by itself after so long, should the test process be killed.</summary>
    private const string LongestLife = "180";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("postfix-");
    private Process? master;

    private PostfixServer()
    {
    }

    internal int Port { get; } = FreePort();

    private string Configuration => Path.Combine(folder.FullName, "etc");

    private string Queue => Path.Combine(folder.FullName, "queue");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Why it cannot run here; null where it can.</summary>
    internal static string? Obstacle => !OperatingSystem.IsLinux() ? "this is not Linux"
        : !File.Exists(Master) ? "the Debian package postfix is not installed"
        : !Environment.IsPrivilegedProcess ? "postfix starts as root only"
        : null;

    internal static async Task<PostfixServer> StartAsync(string domain)
    {
        var server = new PostfixServer();
        try
        {
            server.Configure(domain);
            await RunAsync("/usr/sbin/postfix", "-c", server.Configuration, "check");
            server.master = Process.Start(new ProcessStartInfo(Master, ["-c", server.Configuration, "-s", "-e", LongestLife]) { RedirectStandardOutput = true })!;
            server.master.OutputDataReceived += static (_, _) => { };
            server.master.BeginOutputReadLine();
            await server.WaitUntilItListensAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Envelope and text of everything it accepted.</summary>
    internal async Task<IReadOnlyList<string>> AcceptedAsync()
    {
        var accepted = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Queue, "hold"), "*", SearchOption.AllDirectories))
        {
            accepted.Add(await RunAsync("/usr/sbin/postcat", "-c", Configuration, file));
        }

        return accepted;
    }

    /// <summary>Master ends its children with itself.</summary>
    public void Dispose()
    {
        if (master is { HasExited: false })
        {
            using (var kill = Process.Start("/bin/kill", [$"-{Terminate}", $"{master.Id}"]))
            {
                kill.WaitForExit();
            }

            if (!master.WaitForExit(TimeSpan.FromSeconds(10)))
            {
                master.Kill(entireProcessTree: true);
                master.WaitForExit();
            }
        }

        master?.Dispose();
        folder.Delete(recursive: true);
    }

    private void Configure(string domain)
    {
        // Its own account, postfix, must reach the queue inside.
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        }

        Directory.CreateDirectory(Configuration);
        Directory.CreateDirectory(Queue);
        File.WriteAllText(Path.Combine(Configuration, "main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {Queue}
            data_directory = {Path.Combine(folder.FullName, "data")}
            maillog_file = /dev/stdout
            inet_interfaces = loopback-only
            inet_protocols = ipv4
            myhostname = mail.{domain}
            mydestination = {domain}
            mynetworks = 127.0.0.0/8
            alias_maps =
            local_recipient_maps =
            default_transport = error:no outbound mail here
            relay_transport = error:no outbound mail here
            local_transport = discard:nothing is delivered here
            smtpd_tls_security_level = none
            smtpd_relay_restrictions = permit_auth_destination, reject
            smtpd_recipient_restrictions = check_recipient_access static:HOLD, permit_auth_destination, reject

            """);
        File.WriteAllText(Path.Combine(Configuration, "master.cf"), $"""
            127.0.0.1:{Port} inet n - n - 2 smtpd
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            proxymap unix - - n - - proxymap
            anvil unix - - n - 1 anvil
            error unix - - n - - error
            retry unix - - n - - error
            discard unix - - n - - discard
            postlog unix-dgram n - n - 1 postlogd

            """);
    }

    private async Task WaitUntilItListensAsync()
    {
        for (var tries = 0; tries < 200; tries++)
        {
            Assert.False(master!.HasExited, "postfix stopped before it listened");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port, Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, Token);
            }
        }

        Assert.Fail("postfix did not listen within ten seconds");
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var errors = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await errors}");
        return await output;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
