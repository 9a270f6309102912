using IntegrityChannel.Casework.Host.Access;
using Microsoft.AspNetCore.Authentication;

namespace IntegrityChannel.Casework.Host.Features.SignOut;

/// <summary>POST /o/sign-out: ends the session on the server, then removes the cookie.</summary>
internal static class SignOutEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/o/sign-out", RunAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task<IResult> RunAsync(HttpContext http, Sessions sessions, CancellationToken cancellationToken)
    {
        await sessions.EndAsync(SessionOfficer.Of(http), cancellationToken);
        await http.SignOutAsync(OfficerAccess.Scheme);
        return Results.NoContent();
    }
}
