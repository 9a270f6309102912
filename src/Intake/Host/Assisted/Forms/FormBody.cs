using System.Buffers;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Intake.Host.Assisted.Forms;

/// <summary>
/// The body of a form in one pinned array that is wiped at the end. Read from the pipe of the connection, never by the framework's form reader, which would
/// make strings of it and put what is long into a file.
/// </summary>
internal sealed class FormBody : IDisposable
{
    /// <summary>The longest form: 64 KiB of text, every byte of it written as %XX, and the fields around it.</summary>
    internal const int Longest = 224 * 1024;

    // Forms being read and answered may hold this much together; beyond it a visitor is asked to try again.
    private const long MostHeld = 64L * 1024 * 1024;
    private static long held;

    private readonly byte[] bytes;

    private FormBody(int length) => bytes = PinnedBytes.Create(length);

    internal Memory<byte> Bytes => bytes;

    /// <summary>Room for a stated length that was judged before; null where too much is being read already.</summary>
    internal static FormBody? TryRent(int length)
    {
        if (Interlocked.Add(ref held, length) <= MostHeld)
        {
            return new FormBody(length);
        }

        Interlocked.Add(ref held, -length);
        return null;
    }

    /// <summary>False where the body ends early.</summary>
    internal async Task<bool> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var filled = 0;
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            foreach (var segment in read.Buffer)
            {
                var take = Math.Min(segment.Length, bytes.Length - filled);
                segment.Span[..take].CopyTo(bytes.AsSpan(filled));
                filled += take;
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted || read.IsCanceled)
            {
                return filled == bytes.Length;
            }
        }
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(bytes);
        Interlocked.Add(ref held, -bytes.Length);
    }
}
