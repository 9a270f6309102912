using System.Diagnostics;
using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Recovering;

namespace IntegrityChannel.Casework.Host.Features.StoreRecovery;

/// <summary>POST /a/recoveries/{id}/answer: sicY, as the offline machine made it.</summary>
internal static class StoreRecoveryEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/a/recoveries/{recoveryId}/answer", RunAsync).RequireAuthorization(Policies.Administrator);

    private static async Task<IResult> RunAsync(string recoveryId, HttpRequest http, StoreRecovery store, CancellationToken cancellationToken)
    {
        if (RouteIds.TryRead(recoveryId) is not { } id)
        {
            return Refusals.NotFound;
        }

        var body = await BoundedBody.ReadBytesAsync(http, RecoveryAnswer.MaximumSize, cancellationToken);
        if (body.Value is not { } bytes)
        {
            return body.Refusal!;
        }

        return await store.RunAsync(id, bytes, cancellationToken) switch
        {
            StoreRecovery.Outcome.Done done => Results.Json(new Response(done.Stored, done.AlreadyThere, done.NotTaken), WireJson.Options),
            StoreRecovery.Outcome.Refused refused => Refusals.Of(StatusCodes.Status400BadRequest, ErrorCodes.RecoveryRefused, refused.Reason),
            StoreRecovery.Outcome.Unknown => Refusals.NotFound,
            _ => throw new UnreachableException(),
        };
    }

    internal sealed record Response(int Stored, int AlreadyThere, int NotTaken);
}
