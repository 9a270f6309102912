using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Access;

/// <summary>The sessions that live. A cookie alone is not enough: its row must be here, so that signing out ends every copy of it.</summary>
internal sealed class Sessions(IDbContextFactory<CaseworkContext> factory, CivilClock clock, IEntropy entropy)
{
    /// <summary>Opens a session and drops those that ended by age.</summary>
    internal async Task<SessionOfficer> BeginAsync(Id16 officerId, byte role, CancellationToken cancellationToken)
    {
        var session = new byte[Id16.Size];
        entropy.Fill(session);
        var today = clock.Today.Value;
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        context.Sessions.Add(new SessionRow { SessionId = session, OfficerId = officerId.ToArray(), Day = today });
        await context.SaveChangesAsync(cancellationToken);
        await context.Sessions.Where(row => row.Day + 1 < today).ExecuteDeleteAsync(cancellationToken);
        return new SessionOfficer(officerId, role, Id16.From(session));
    }

    /// <summary>True where the session was neither ended nor begun before yesterday. The idle limit stands in the cookie itself.</summary>
    internal async Task<bool> LivesAsync(SessionOfficer session, CancellationToken cancellationToken)
    {
        var (id, officer, today) = (session.SessionId.ToArray(), session.OfficerId.ToArray(), clock.Today.Value);
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Sessions.AnyAsync(row => row.SessionId == id && row.OfficerId == officer && row.Day + 1 >= today, cancellationToken);
    }

    internal async Task EndAsync(SessionOfficer session, CancellationToken cancellationToken)
    {
        var id = session.SessionId.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await context.Sessions.Where(row => row.SessionId == id).ExecuteDeleteAsync(cancellationToken);
    }
}
