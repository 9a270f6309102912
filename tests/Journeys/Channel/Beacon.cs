using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IntegrityChannel.Journeys.Channel;

/// <summary>
/// A web server that nobody should ever ask: it stands for whoever made a hostile file and waits to hear that it was opened. It sees what
/// left the browser by itself, whatever the browser's own records say, and answers everything, so that nothing fails for another reason.
/// </summary>
internal sealed class Beacon : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<string> _heard = [];
    private readonly Task _work;

    public Beacon()
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _work = ListenAsync();
    }

    public Uri Address { get; }

    /// <summary>What every request gets, as HTML.</summary>
    public string Answer { get; set; } = "";

    /// <summary>Every connection, and the first line of every request: <c>GET /pixel HTTP/1.1</c>.</summary>
    public IReadOnlyList<string> Heard
    {
        get
        {
            lock (_heard)
            {
                return [.. _heard];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _work;
        _end.Dispose();
    }

    private async Task ListenAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                answers.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception error) when (IsOver(error))
        {
            await Task.WhenAll(answers);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            // A connection alone tells that somebody is there; browsers open some before they know what to ask.
            Hear("connection");
            try
            {
                var buffer = new byte[8_192];
                var read = await client.GetStream().ReadAsync(buffer, _end.Token);
                Hear(Encoding.ASCII.GetString(buffer, 0, read).Split('\r')[0]);
                var answer = $"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Type: text/html\r\nContent-Length: {Answer.Length}\r\nConnection: close\r\n\r\n{Answer}";
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), _end.Token);
            }
            catch (Exception error) when (IsOver(error))
            {
                // The browser went away, or the test is over.
            }
        }
    }

    private static bool IsOver(Exception error) => error is OperationCanceledException or ObjectDisposedException or SocketException or IOException;

    private void Hear(string line)
    {
        lock (_heard)
        {
            _heard.Add(line);
        }
    }
}
