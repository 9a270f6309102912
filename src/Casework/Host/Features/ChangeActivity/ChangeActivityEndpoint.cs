using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;

namespace IntegrityChannel.Casework.Host.Features.ChangeActivity;

/// <summary>
/// POST /a/people/{id}/deactivate and /reactivate: a deactivated account is signed out at once and cannot sign in. Nobody deactivates the own account, nor
/// the last administrator. Reporters can still choose the officer until the root signed a directory without them.
/// </summary>
internal static class ChangeActivityEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/a/people/{officerId}/deactivate", DeactivateAsync).RequireAuthorization(Policies.Administrator);
        routes.MapPost("/a/people/{officerId}/reactivate", ReactivateAsync).RequireAuthorization(Policies.Administrator);
    }

    private static async Task<IResult> DeactivateAsync(HttpContext http, string officerId, People people, CivilClock clock, CancellationToken cancellationToken) =>
        RouteIds.TryRead(officerId) is { } id && id != SessionOfficer.Of(http).OfficerId && await people.TryDeactivateAsync(id, clock.Today.Value, cancellationToken)
            ? Results.NoContent()
            : Refusals.NotFound;

    private static async Task<IResult> ReactivateAsync(string officerId, People people, CancellationToken cancellationToken) =>
        RouteIds.TryRead(officerId) is { } id && await people.TryReactivateAsync(id, cancellationToken) ? Results.NoContent() : Refusals.NotFound;
}
