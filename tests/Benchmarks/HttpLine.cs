using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace IntegrityChannel.Benchmarks;

/// <summary>
/// One kept-alive HTTP/1.1 connection that posts bodies one after another, on a thread that waits in the kernel for its answer. Lean, since the load shares the machine
/// with what it measures: waking another thread for each answer would cost as much as the answer.
/// </summary>
internal sealed class HttpLine : IDisposable
{
    private const int HeadRoom = 512;
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] answer = new byte[64 * 1024];
    private readonly int port;
    private readonly string path;
    private byte[] request = new byte[HeadRoom];
    private Range body;

    private HttpLine(int port, string path)
    {
        this.port = port;
        this.path = path;
    }

    internal static HttpLine Open(int port, string path)
    {
        var line = new HttpLine(port, path);
        line.socket.Connect("127.0.0.1", port);
        return line;
    }

    /// <summary>The body of the last answer, until the next.</summary>
    internal ReadOnlySpan<byte> Body => answer.AsSpan(body);

    internal static Task OnThreadOfItsOwn(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Posts a body; the first two bytes of the answer's body, which are the code of a put.</summary>
    internal ushort Post(ReadOnlyMemory<byte> body)
    {
        if (request.Length < HeadRoom + body.Length)
        {
            request = new byte[HeadRoom + body.Length];
        }

        var head = Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\nContent-Type: application/octet-stream\r\nContent-Length: {body.Length}\r\n\r\n", request);
        body.CopyTo(request.AsMemory(head));
        for (var sent = 0; sent < head + body.Length;)
        {
            sent += socket.Send(request.AsSpan(sent, head + body.Length - sent));
        }

        return ReadAnswer();
    }

    public void Dispose() => socket.Dispose();

    private ushort ReadAnswer()
    {
        var held = 0;
        while (true)
        {
            var count = socket.Receive(answer.AsSpan(held));
            if (count == 0)
            {
                throw new IOException("the connection was closed");
            }

            held += count;
            var end = answer.AsSpan(0, held).IndexOf("\r\n\r\n"u8);
            if (end >= 0 && held >= end + 4 + LengthIn(answer.AsSpan(0, end + 2)))
            {
                body = (end + 4)..held;
                return BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(end + 4));
            }
        }
    }

    private static int LengthIn(ReadOnlySpan<byte> head)
    {
        var name = "Content-Length: "u8;
        var rest = head[(head.IndexOf(name) + name.Length)..];
        return int.Parse(Encoding.ASCII.GetString(rest[..rest.IndexOf("\r\n"u8)]), CultureInfo.InvariantCulture);
    }
}
