using System.Net;
using System.Net.Sockets;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Intake.Tests.Budgets;

/// <summary>Connections that no browser would make. Afterwards, and meanwhile, a reporter is answered, and the process has not grown.</summary>
public sealed class AbuseTests
{
    // What the process may grow by, whatever comes: the budgets add up to less.
    private const double MostGrowthMebibytes = 160;

    private static readonly IPAddress Attacker = IPAddress.Parse("127.9.0.1");
    private static readonly IPAddress Reporter = IPAddress.Parse("127.77.0.1");

    [Fact]
    public Task More_connections_than_there_are_that_send_half_a_header_and_wait() => HoldAsync(
        connections: 1_200,
        _ => "POST /r/put HTTP/1.1\r\nHost: localhost\r\nX-Slow: "u8.ToArray());

    [Fact]
    public Task Bodies_that_never_come_to_their_end() => HoldAsync(
        connections: 300,
        port => Encoding.ASCII.GetBytes($"POST /r/put HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost:{port}\r\nContent-Type: application/octet-stream\r\nContent-Length: 655360\r\n\r\nbeginning"));

    [Fact]
    public async Task Headers_and_lines_without_end_requests_in_two_minds_and_HTTP_2_are_refused_and_cost_nothing()
    {
        await using var intake = await StartAsync();
        var before = intake.RssMebibytes;
        var line = new string('a', 3_000);
        (string Request, string Answer)[] attacks =
        [
            ($"GET /{line} HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 414"),
            ($"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {new string('b', 20_000)}\r\n\r\n", "HTTP/1.1 431"),
            ($"GET / HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Range(0, 80).Select(number => $"X-{number}: 1\r\n"))}\r\n", "HTTP/1.1 431"),
            ("POST /r/put HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: planted\r\n\r\n", "HTTP/1.1 400"),
            ("POST /r/put HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", "HTTP/1.1 400"),
            ("POST /r/put HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 400"),
            ("GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 400"),
            ("nonsense\r\n\r\n", "HTTP/1.1 400"),
            // One frame, GOAWAY, that says "speak HTTP/1.1"; no stream of HTTP/2 ever opens, so none can be reset.
            ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\0\0\b\a\0"),
        ];
        for (var round = 0; round < 20; round++)
        {
            foreach (var (request, answer) in attacks)
            {
                var said = await ExchangeAsync(intake.Port, request);
                Assert.StartsWith(answer, said, StringComparison.Ordinal);
                Assert.DoesNotContain("Server:", said, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("planted", said, StringComparison.Ordinal);
            }
        }

        await StillServesAsync(intake, before);
    }

    [Fact]
    public async Task Requests_sent_ahead_on_one_connection_are_answered_each_and_in_their_order()
    {
        await using var intake = await StartAsync();
        var before = intake.RssMebibytes;
        var requests = new StringBuilder();
        for (var number = 0; number < 200; number++)
        {
            requests.Append(number % 2 == 0 ? "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n" : "GET /no/such/page HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }

        requests.Append("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        var said = await ExchangeAsync(intake.Port, requests.ToString());

        var answers = said.Split("HTTP/1.1 ").Skip(1).Select(answer => answer[..3]).ToList();
        Assert.Equal(Enumerable.Range(0, 201).Select(number => number % 2 == 0 ? "200" : "404"), answers);
        await StillServesAsync(intake, before);
    }

    [Fact]
    public async Task Connections_that_are_reset_in_the_middle_of_a_request_leave_nothing()
    {
        await using var intake = await StartAsync();
        var before = intake.RssMebibytes;
        using var report = intake.NewReport();
        var body = report.Report();
        var head = Encoding.ASCII.GetBytes($"POST /r/put HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost:{intake.Port}\r\nContent-Type: application/octet-stream\r\nContent-Length: {body.Length}\r\n\r\n");
        for (var round = 0; round < 300; round++)
        {
            using var socket = await ConnectAsync(intake.Port, Attacker);
            await socket.SendAsync((byte[])[.. head, .. body.AsSpan(0, body.Length * (round % 10) / 10)], IntakeProcess.Cancel);

            // No linger: the kernel sends RST.
            socket.LingerState = new LingerOption(enable: true, 0);
            socket.Close();
        }

        await StillServesAsync(intake, before);
        await using var mailbox = await intake.OpenMailboxAsync();
        Assert.DoesNotContain(report.ReportId, (await mailbox.ReportsAsync(new(0), IntakeProcess.Cancel)).Select(stored => stored.ReportId));
    }

    private static async Task HoldAsync(int connections, Func<int, byte[]> beginning)
    {
        await using var intake = await StartAsync();
        var before = intake.RssMebibytes;
        var held = new List<Socket>();
        try
        {
            for (var number = 0; number < connections; number++)
            {
                var socket = await ConnectAsync(intake.Port, Attacker);
                held.Add(socket);
                await SendAsync(socket, beginning(intake.Port));
            }

            // The budget leaves connections of the last three seconds alone.
            for (var rounds = 0; rounds < 3; rounds++)
            {
                await StillServesAsync(intake, before);
            }
        }
        finally
        {
            held.ForEach(socket => socket.Dispose());
        }

        await StillServesAsync(intake, before);
    }

    private static async Task StillServesAsync(IntakeProcess intake, double before)
    {
        using var report = intake.NewReport();
        var flood = new Flood(intake.Port);
        var bytes = report.Report();

        // As pages do: a connection that was refused is tried again.
        PutCode? code = null;
        for (var tries = 0; code is null && tries < 5; tries++)
        {
            code = await flood.PostAsync(Reporter, bytes, TimeSpan.FromSeconds(30), IntakeProcess.Cancel);
            await Task.Delay(code is null ? 1_000 : 0, IntakeProcess.Cancel);
        }

        Assert.Equal(PutCode.Accepted, code);
        Assert.InRange(intake.RssMebibytes - before, double.MinValue, MostGrowthMebibytes);
    }

    private static async Task<IntakeProcess> StartAsync()
    {
        var intake = IntakeProcess.Prepare();
        await intake.PublishAsync();
        await intake.RunAsync("--visitors", "addresses");
        using var report = intake.NewReport();
        await new Flood(intake.Port).PostAsync(Reporter, report.Report(), TimeSpan.FromSeconds(30), IntakeProcess.Cancel);
        return intake;
    }

    private static async Task<Socket> ConnectAsync(int port, IPAddress from)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), IntakeProcess.Cancel);
        return socket;
    }

    // The attacker's own connection may be the one that had to go.
    private static async Task SendAsync(Socket socket, byte[] bytes)
    {
        try
        {
            await socket.SendAsync(bytes, IntakeProcess.Cancel);
        }
        catch (SocketException)
        {
            socket.Dispose();
        }
    }

    private static async Task<string> ExchangeAsync(int port, string request)
    {
        using var socket = await ConnectAsync(port, Attacker);
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), IntakeProcess.Cancel);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(IntakeProcess.Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var said = new StringBuilder();
        var piece = new byte[16 * 1024];
        try
        {
            for (int read; (read = await socket.ReceiveAsync(piece, limit.Token)) > 0;)
            {
                said.Append(Encoding.Latin1.GetString(piece, 0, read));
            }
        }
        catch (SocketException)
        {
            // Closed with a reset, after the answer.
        }

        return said.ToString();
    }
}
