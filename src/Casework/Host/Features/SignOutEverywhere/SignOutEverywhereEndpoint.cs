using IntegrityChannel.Casework.Host.Access;
using Microsoft.AspNetCore.Authentication;

namespace IntegrityChannel.Casework.Host.Features.SignOutEverywhere;

/// <summary>POST /o/sign-out/everywhere: ends every session of the account, this one too, and removes the cookie.</summary>
internal static class SignOutEverywhereEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/o/sign-out/everywhere", RunAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task<IResult> RunAsync(HttpContext http, Sessions sessions, CancellationToken cancellationToken)
    {
        await sessions.EndAllAsync(SessionOfficer.Of(http).OfficerId, cancellationToken);
        await http.SignOutAsync(OfficerAccess.Scheme);
        return Results.NoContent();
    }
}
