using IntegrityChannel.Crypto.Protocol.Encoding;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>The rows of living sessions.</summary>
internal sealed class SessionTable(IDbContextFactory<CaseworkContext> factory)
{
    /// <summary>Adds a session and drops those that began before <paramref name="oldest"/>.</summary>
    internal async Task AddAsync(SessionRow row, uint oldest, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        context.Sessions.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        await context.Sessions.Where(session => session.Day < oldest).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>True where this officer's session is there and began on <paramref name="oldest"/> or later.</summary>
    internal async Task<bool> HoldsAsync(Id16 sessionId, Id16 officerId, uint oldest, CancellationToken cancellationToken)
    {
        var (id, officer) = (sessionId.ToArray(), officerId.ToArray());
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Sessions.AnyAsync(row => row.SessionId == id && row.OfficerId == officer && row.Day >= oldest, cancellationToken);
    }

    internal async Task RemoveAsync(Id16 sessionId, CancellationToken cancellationToken)
    {
        var id = sessionId.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await context.Sessions.Where(row => row.SessionId == id).ExecuteDeleteAsync(cancellationToken);
    }
}
