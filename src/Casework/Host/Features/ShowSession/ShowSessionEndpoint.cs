using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;

namespace IntegrityChannel.Casework.Host.Features.ShowSession;

/// <summary>GET /o/session: who is signed in, the value every write must carry, the day, and what unlocking needs.</summary>
internal static class ShowSessionEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/o/session", RunAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task<IResult> RunAsync(HttpContext http, Accounts accounts, Antiforgery antiforgery, CivilClock clock, CancellationToken cancellationToken)
    {
        var session = SessionOfficer.Of(http);
        if (await accounts.FindAsync(session.OfficerId, cancellationToken) is not { } account)
        {
            return Refusals.Of(StatusCodes.Status401Unauthorized, ErrorCodes.NoSession);
        }

        return Results.Json(
            new Response(
                account.OfficerId, account.Name, account.Role, antiforgery.ValueFor(session), clock.Today.Value, clock.Zone.Id, OfficerAccess.IdleMinutes,
                session.IsAdministrator, account.VkId, account.VkWrap, account.Salt, account.MemoryKib, account.Iterations),
            WireJson.Options);
    }

    internal sealed record Response(
        byte[] OfficerId, string Name, byte Role, string Antiforgery, uint Day, string Zone, int IdleMinutes,
        bool Administrator, byte[] VkId, byte[] VkWrap, byte[] Salt, uint MemoryKib, uint Iterations);
}
