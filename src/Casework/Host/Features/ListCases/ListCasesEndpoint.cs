using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;

namespace IntegrityChannel.Casework.Host.Features.ListCases;

/// <summary>GET /o/cases: the officer's own cases with their statutory dates.</summary>
internal static class ListCasesEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/o/cases", RunAsync).RequireAuthorization(Policies.Officer);

    private static async Task<IResult> RunAsync(HttpContext http, ListCases list, CancellationToken cancellationToken) =>
        Results.Json(await list.RunAsync(SessionOfficer.Of(http).OfficerId, cancellationToken), WireJson.Options);
}
