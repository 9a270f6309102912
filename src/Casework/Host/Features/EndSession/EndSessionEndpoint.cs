using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Host.Features.EndSession;

/// <summary>POST /o/sessions/end: ends one session of the own account. A number that is not (or no longer) one of them changes nothing and is answered alike.</summary>
internal static class EndSessionEndpoint
{
    private const int BodyLimit = 1024;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/o/sessions/end", RunAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task<IResult> RunAsync(HttpContext http, Sessions sessions, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadJsonAsync<Request>(http.Request, BodyLimit, cancellationToken);
        if (body.Value is not { } request)
        {
            return body.Refusal!;
        }

        if (request.Session.Length != Id16.Size)
        {
            return Refusals.Malformed;
        }

        await sessions.EndAsync(Id16.From(request.Session), SessionOfficer.Of(http).OfficerId, cancellationToken);
        return Results.NoContent();
    }

    internal sealed record Request(byte[] Session);
}
