using System.Buffers;
using System.Security.Cryptography;
using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Intake.Host.Features;
using Microsoft.AspNetCore.Http.Features;

namespace IntegrityChannel.Intake.Host.Security;

/// <summary>A body of a length that was judged before, in a rented buffer that is cleared when it goes back.</summary>
internal sealed class BoundedBody : IDisposable
{
    private readonly IDisposable room;
    private readonly byte[] buffer;
    private readonly int length;

    private BoundedBody(IDisposable room, int length)
    {
        this.room = room;
        this.length = length;
        buffer = ArrayPool<byte>.Shared.Rent(length);
    }

    internal ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>Rents room for the stated length; null where too much is being read already.</summary>
    internal static BoundedBody? TryRent(HttpContext context)
    {
        var length = (int)context.Request.ContentLength!.Value;
        return context.Get<BodyRoom>().TryTake(context.Features.GetRequiredFeature<Visitor>(), length) is { } room ? new BoundedBody(room, length) : null;
    }

    /// <summary>False where the body ends early.</summary>
    internal async Task<bool> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await request.Body.ReadAtLeastAsync(buffer.AsMemory(0, length), length, throwOnEndOfStream: false, cancellationToken) == length;

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
        room.Dispose();
    }
}
