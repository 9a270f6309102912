using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;

namespace IntegrityChannel.Casework.Host.Features.AdministratorStatus;

/// <summary>GET /a/status: whether jobs, keys and disk are well. No figure here changes when a report arrives, before it is three days old.</summary>
internal static class AdministratorStatusEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/a/status", RunAsync).RequireAuthorization(Policies.Administrator);

    private static async Task<IResult> RunAsync(AdministratorStatus status, CancellationToken cancellationToken) =>
        Results.Json(await status.ReadAsync(cancellationToken), WireJson.Options);
}
