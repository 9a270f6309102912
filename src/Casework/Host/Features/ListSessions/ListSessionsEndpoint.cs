using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;

namespace IntegrityChannel.Casework.Host.Features.ListSessions;

/// <summary>GET /o/sessions: the account's own living sessions with the days of their beginning and last use. No address, no browser: neither is kept.</summary>
internal static class ListSessionsEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/o/sessions", RunAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task<IResult> RunAsync(HttpContext http, Sessions sessions, CancellationToken cancellationToken)
    {
        var own = SessionOfficer.Of(http);
        var rows = await sessions.ReadOfAsync(own.OfficerId, cancellationToken);
        return Results.Json(
            new Response([.. rows.Select(row => new Line(row.SessionId, row.Day, row.LastDay, own.SessionId.Span.SequenceEqual(row.SessionId)))]), WireJson.Options);
    }

    internal sealed record Response(IReadOnlyList<Line> Sessions);

    /// <summary>One session.</summary>
    /// <param name="Session">Its number: what ending it names. The cookie holds it under Data Protection, so it opens nothing.</param>
    /// <param name="Started">Civil day of the sign-in.</param>
    /// <param name="LastUsed">Civil day of the last request.</param>
    /// <param name="Current">True for the one that asks.</param>
    internal sealed record Line(byte[] Session, uint Started, uint LastUsed, bool Current);
}
