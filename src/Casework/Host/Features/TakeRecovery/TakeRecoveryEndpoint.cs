using System.Diagnostics;
using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;

namespace IntegrityChannel.Casework.Host.Features.TakeRecovery;

/// <summary>GET /a/recoveries/{id}/request: sicX, for the offline machine.</summary>
internal static class TakeRecoveryEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/a/recoveries/{recoveryId}/request", RunAsync).RequireAuthorization(Policies.Administrator);

    private static async Task<IResult> RunAsync(string recoveryId, TakeRecovery take, CancellationToken cancellationToken) =>
        RouteIds.TryRead(recoveryId) is not { } id ? Refusals.NotFound : await take.RunAsync(id, cancellationToken) switch
        {
            TakeRecovery.Outcome.Made made => Results.Bytes(made.Request, "application/octet-stream"),
            TakeRecovery.Outcome.Refused refused => Refusals.Of(StatusCodes.Status409Conflict, ErrorCodes.RecoveryRefused, refused.Reason),
            TakeRecovery.Outcome.Unknown => Refusals.NotFound,
            _ => throw new UnreachableException(),
        };
}
