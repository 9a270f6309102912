using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;

namespace IntegrityChannel.Casework.Host.Features.ListRecoveries;

/// <summary>GET /o/recoveries.</summary>
internal static class ListRecoveriesEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/o/recoveries", RunAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task<IResult> RunAsync(HttpContext http, ListRecoveries list, CancellationToken cancellationToken) =>
        Results.Json(await list.RunAsync(SessionOfficer.Of(http), cancellationToken), WireJson.Options);
}
