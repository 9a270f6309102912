using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Testing;

/// <summary>Posts to intake from any address of this machine (127.0.0.0/8), each time over a connection of its own, as a flooder does and as a reporter does.</summary>
public sealed class Flood(int port)
{
    private const int HeadRoom = 4096;

    /// <summary>What became of a flood.</summary>
    /// <param name="Answered">Answers by their code.</param>
    /// <param name="Unanswered">Given up before an answer, or cut off.</param>
    public sealed record Outcome(IReadOnlyDictionary<PutCode, int> Answered, int Unanswered)
    {
        public int Accepted => Answered.GetValueOrDefault(PutCode.Accepted);
    }

    /// <summary>Sends all bodies, so many at once, each from the source that is named for its place.</summary>
    public async Task<Outcome> RunAsync(IReadOnlyList<byte[]> bodies, Func<int, IPAddress> sourceOf, int atOnce, TimeSpan patience, CancellationToken cancellationToken)
    {
        var codes = new PutCode?[bodies.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, bodies.Count, options, async (index, cancel) => codes[index] = await PostAsync(sourceOf(index), bodies[index], patience, cancel));
        var answered = codes.OfType<PutCode>().CountBy(code => code).ToDictionary();
        return new Outcome(answered, bodies.Count - answered.Values.Sum());
    }

    /// <summary>One put; null where no answer came within the patience.</summary>
    public async Task<PutCode?> PostAsync(IPAddress source, byte[] body, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), limit.Token);
            await socket.SendAsync(Head(body.Length), limit.Token);
            await socket.SendAsync(body, limit.Token);
            return await ReadAsync(socket, limit.Token);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private byte[] Head(int length) => Encoding.ASCII.GetBytes(
        $"POST /r/put HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\nContent-Type: application/octet-stream\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");

    private static async Task<PutCode?> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        var answer = new byte[HeadRoom];
        var held = 0;
        for (int read; held < answer.Length && (read = await socket.ReceiveAsync(answer.AsMemory(held), cancellationToken)) > 0;)
        {
            held += read;
        }

        var end = answer.AsSpan(0, held).IndexOf("\r\n\r\n"u8);
        return end >= 0 && held >= end + 6 ? (PutCode)BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(end + 4)) : null;
    }
}
