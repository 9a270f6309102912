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
        var row = new SessionRow { SessionId = session, OfficerId = officerId.ToArray(), Day = clock.Today.Value };
        await table.AddAsync(row, Oldest, cancellationToken);
        return new SessionOfficer(officerId, role, Id16.From(session));
    }

    internal Task<bool> LivesAsync(SessionOfficer session, CancellationToken cancellationToken) =>
        table.HoldsAsync(session.SessionId, session.OfficerId, Oldest, cancellationToken);

    internal Task EndAsync(SessionOfficer session, CancellationToken cancellationToken) => table.RemoveAsync(session.SessionId, cancellationToken);
}
