using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Intake.Tests.Deploy;

/// <summary>nginx in front of a running intake, on this machine only, with a certificate of its own.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";

    private readonly Process process;
    private readonly string certificate;

    private Proxy(Process process, string folder, int port, string certificate)
    {
        this.process = process;
        this.certificate = certificate;
        Folder = folder;
        Port = port;
    }

    internal static bool IsInstalled => File.Exists(Program) && File.Exists("/usr/lib/nginx/modules/ngx_stream_module.so");

    /// <summary>Everything that it could have written to.</summary>
    internal string Folder { get; }

    internal int Port { get; }

    internal string Origin => $"https://localhost:{Port}";

    /// <summary>The shipped configuration on ports, files and addresses of this test, and otherwise word for word.</summary>
    internal static string Shipped(IntakeProcess intake, int port, string folder)
    {
        var text = GoldenFile.Read("eng/deploy/nginx/nginx.conf");
        return Replace(
            text,
            ("user www-data;\n", ""),
            ("/run/nginx.pid", Path.Combine(folder, "nginx.pid")),
            ("        listen 443 ssl;\n        listen [::]:443 ssl;\n", $"        listen 127.0.0.1:{port} ssl;\n"),
            ("        listen 8443 ssl;\n        listen [::]:8443 ssl;\n", $"        listen 127.0.0.1:{IntakeProcess.FreePort()} ssl;\n"),
            ("/etc/integrity/meldpunt.example.org", Path.Combine(folder, "certificate")),
            ("/etc/integrity/dossiers.example.org", Path.Combine(folder, "certificate")),
            ("127.0.0.1:8080", $"127.0.0.1:{intake.Port}"),
            ("127.0.0.1:8081", $"127.0.0.1:{IntakeProcess.FreePort()}"));
    }

    /// <summary>The control: an ordinary proxy of requests as manuals show it, which logs as nginx does unless told not to.</summary>
    internal static string Ordinary(IntakeProcess intake, int port, string folder) => $$"""
        pid {{folder}}/nginx.pid;
        error_log {{folder}}/error.log;
        events { }
        http {
            access_log {{folder}}/access.log combined;
            client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
            server {
                listen 127.0.0.1:{{port}} ssl;
                ssl_certificate {{folder}}/certificate.pem;
                ssl_certificate_key {{folder}}/certificate.key;
                location / {
                    proxy_pass http://127.0.0.1:{{intake.Port}};
                    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                }
            }
        }
        """;

    /// <summary>Starts it and waits until it accepts connections.</summary>
    internal static async Task<Proxy> StartAsync(IntakeProcess intake, int port, Func<IntakeProcess, int, string, string> configuration)
    {
        var folder = Path.Combine(intake.Root, "nginx");
        Directory.CreateDirectory(folder);
        var certificate = WriteCertificate(folder);
        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(file, configuration(intake, port, folder), IntakeProcess.Cancel);
        var start = new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", $"exec {Program} -e stderr -c '{file}' -g 'daemon off;' >'{folder}/said' 2>&1" } };
        var proxy = new Proxy(Process.Start(start)!, folder, port, certificate);
        for (var tries = 0; !await AcceptsAsync(port); tries++)
        {
            Assert.True(tries < 600 && !proxy.process.HasExited, Said(folder));
            await Task.Delay(50, IntakeProcess.Cancel);
        }

        return proxy;
    }

    /// <summary>A browser at this address of the machine.</summary>
    internal HttpClient From(IPAddress address) => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString(HashAlgorithmName.SHA256) == certificate },
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(address, 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri(Origin),
        Timeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>Speaks no TLS and breaks off: what a proxy likes to complain about, with the address.</summary>
    internal async Task MumbleAsync(IPAddress address)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port), IntakeProcess.Cancel);
        await socket.SendAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), IntakeProcess.Cancel);
        await socket.ReceiveAsync(new byte[1024], IntakeProcess.Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            // SIGTERM: a killed master would leave its workers.
            using var kill = Process.Start("/bin/kill", [$"-TERM", $"{process.Id}"]);
            await kill.WaitForExitAsync(IntakeProcess.Cancel);
            await process.WaitForExitAsync(IntakeProcess.Cancel);
        }

        process.Dispose();
    }

    // The shell makes the file when it starts, which may be after the first look.
    private static string Said(string folder) => Path.Combine(folder, "said") is var said && File.Exists(said) ? File.ReadAllText(said) : "";

    private static string Replace(string text, params (string Shipped, string Here)[] places)
    {
        foreach (var (shipped, here) in places)
        {
            Assert.Contains(shipped, text, StringComparison.Ordinal);
            text = text.Replace(shipped, here, StringComparison.Ordinal);
        }

        return text;
    }

    private static async Task<bool> AcceptsAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, IntakeProcess.Cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The hash by which a browser of this test knows it.</summary>
    private static string WriteCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        File.WriteAllText(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "certificate.key"), key.ExportPkcs8PrivateKeyPem());
        return certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }
}
