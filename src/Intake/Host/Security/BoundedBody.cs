using System.Buffers;
using System.Security.Cryptography;

namespace IntegrityChannel.Intake.Host.Security;

/// <summary>A body of a length that was judged before, in a rented buffer that is cleared when it goes back.</summary>
internal sealed class BoundedBody : IDisposable
{
    // Together, bodies being read may hold this much; slow senders cannot take more.
    private const long MostBytes = 96L * 1024 * 1024;
    private static long held;

    private readonly byte[] buffer;
    private readonly int length;

    private BoundedBody(int length)
    {
        this.length = length;
        buffer = ArrayPool<byte>.Shared.Rent(length);
    }

    internal ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>Rents room for the stated length; null where too much is being read already.</summary>
    internal static BoundedBody? TryRent(HttpRequest request)
    {
        var length = (int)request.ContentLength!.Value;
        if (Interlocked.Add(ref held, length) <= MostBytes)
        {
            return new BoundedBody(length);
        }

        Interlocked.Add(ref held, -length);
        return null;
    }

    /// <summary>False where the body ends early.</summary>
    internal async Task<bool> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await request.Body.ReadAtLeastAsync(buffer.AsMemory(0, length), length, throwOnEndOfStream: false, cancellationToken) == length;

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
        Interlocked.Add(ref held, -length);
    }
}
