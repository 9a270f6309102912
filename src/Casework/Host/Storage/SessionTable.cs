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

    /// <summary>
    /// True where this officer's session is there and began on <paramref name="oldest"/> or later; then <paramref name="today"/> is
    /// noted as the day of its last use, once a day.
    /// </summary>
    internal async Task<bool> UseAsync(Id16 sessionId, Id16 officerId, uint oldest, uint today, CancellationToken cancellationToken)
    {
        var (id, officer) = (sessionId.ToArray(), officerId.ToArray());
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var living = context.Sessions.Where(row => row.SessionId == id && row.OfficerId == officer && row.Day >= oldest);
        if (await living.Select(row => (uint?)row.LastDay).SingleOrDefaultAsync(cancellationToken) is not { } last)
        {
            return false;
        }

        if (last < today)
        {
            await living.ExecuteUpdateAsync(set => set.SetProperty(row => row.LastDay, today), cancellationToken);
        }

        return true;
    }

    /// <summary>The officer's living sessions, in the order of their numbers, which are random.</summary>
    internal async Task<IReadOnlyList<SessionRow>> ReadOfAsync(Id16 officerId, uint oldest, CancellationToken cancellationToken)
    {
        var officer = officerId.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Sessions.AsNoTracking().Where(row => row.OfficerId == officer && row.Day >= oldest)
            .OrderBy(row => row.SessionId).ToListAsync(cancellationToken);
    }

    /// <summary>Ends one session of this officer; another officer's stays.</summary>
    internal async Task RemoveAsync(Id16 sessionId, Id16 officerId, CancellationToken cancellationToken)
    {
        var (id, officer) = (sessionId.ToArray(), officerId.ToArray());
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await context.Sessions.Where(row => row.SessionId == id && row.OfficerId == officer).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Ends every session of this officer.</summary>
    internal async Task RemoveAllAsync(Id16 officerId, CancellationToken cancellationToken)
    {
        var officer = officerId.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await context.Sessions.Where(row => row.OfficerId == officer).ExecuteDeleteAsync(cancellationToken);
    }
}
