using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;

namespace IntegrityChannel.Casework.Host.Features.ListPeople;

/// <summary>GET /a/people.</summary>
internal static class ListPeopleEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/a/people", RunAsync).RequireAuthorization(Policies.Administrator);

    private static async Task<IResult> RunAsync(HttpContext http, ListPeople list, CancellationToken cancellationToken) =>
        Results.Json(await list.RunAsync(SessionOfficer.Of(http).OfficerId, cancellationToken), WireJson.Options);
}
