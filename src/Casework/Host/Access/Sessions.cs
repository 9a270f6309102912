using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Casework.Host.Access;

/// <summary>The sessions that live. A cookie alone is not enough: its row must be there, so that signing out ends every copy of it.</summary>
internal sealed class Sessions(SessionTable table, CivilClock clock, IEntropy entropy)
{
    // A session ends with the day after the one it began on; the idle limit stands in the cookie itself.
    private uint Oldest => clock.Today.AddDays(-1).Value;

    internal async Task<SessionOfficer> BeginAsync(Id16 officerId, byte role, CancellationToken cancellationToken)
    {
        var session = new byte[Id16.Size];
        entropy.Fill(session);
        var row = new SessionRow { SessionId = session, OfficerId = officerId.ToArray(), Day = clock.Today.Value, LastDay = clock.Today.Value };
        await table.AddAsync(row, Oldest, cancellationToken);
        return new SessionOfficer(officerId, role, Id16.From(session));
    }

    /// <summary>True while the session lives; notes the day as that of its last use.</summary>
    internal Task<bool> LivesAsync(SessionOfficer session, CancellationToken cancellationToken) =>
        table.UseAsync(session.SessionId, session.OfficerId, Oldest, clock.Today.Value, cancellationToken);

    /// <summary>All that live of this account.</summary>
    internal Task<IReadOnlyList<SessionRow>> ReadOfAsync(Id16 officerId, CancellationToken cancellationToken) =>
        table.ReadOfAsync(officerId, Oldest, cancellationToken);

    /// <summary>Ends one of this account; another account's stays.</summary>
    internal Task EndAsync(Id16 sessionId, Id16 officerId, CancellationToken cancellationToken) =>
        table.RemoveAsync(sessionId, officerId, cancellationToken);

    internal Task EndAsync(SessionOfficer session, CancellationToken cancellationToken) => EndAsync(session.SessionId, session.OfficerId, cancellationToken);

    /// <summary>Ends all of this account, the asking one too.</summary>
    internal Task EndAllAsync(Id16 officerId, CancellationToken cancellationToken) => table.RemoveAllAsync(officerId, cancellationToken);
}
