using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;

namespace IntegrityChannel.Casework.Host.Features.ShowAbsence;

/// <summary>GET /o/absence: the officer's own days away. Colleagues see them in the cases they share (GET /o/cases) and nowhere else.</summary>
internal static class ShowAbsenceEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/o/absence", RunAsync).RequireAuthorization(Policies.Officer);

    private static async Task<IResult> RunAsync(HttpContext http, AbsenceTable absences, CancellationToken cancellationToken) =>
        Results.Json(
            new Response(await absences.FindAsync(SessionOfficer.Of(http).OfficerId, cancellationToken) is { } row ? new Days(row.FromDay, row.ToDay) : null),
            WireJson.Options);

    internal sealed record Response(Days? Away);

    /// <summary>Civil days, both ends included.</summary>
    internal sealed record Days(uint From, uint To);
}
