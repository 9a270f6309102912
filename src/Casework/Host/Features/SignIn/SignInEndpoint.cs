using System.Diagnostics;
using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using Microsoft.AspNetCore.Authentication;

namespace IntegrityChannel.Casework.Host.Features.SignIn;

/// <summary>POST /o/sign-in: 204 and the session cookie, 401, or 429 with the seconds to wait.</summary>
internal static class SignInEndpoint
{
    private const int BodyLimit = 1024;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/o/sign-in", RunAsync).AllowAnonymous();

    private static async Task<IResult> RunAsync(HttpContext http, SignIn signIn, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadJsonAsync<Request>(http.Request, BodyLimit, cancellationToken);
        if (body.Value is not { } request)
        {
            return body.Refusal!;
        }

        if (request.OfficerId.Length != Id16.Size || request.Nonce.Length != LoginNonce.Size || request.Signature.Length != Sic.SignatureSize)
        {
            return Refusals.Malformed;
        }

        var outcome = await signIn.RunAsync(ExactOrigin.Of(http), Id16.From(request.OfficerId), request.Nonce, request.Signature, cancellationToken);
        return outcome switch
        {
            SignIn.Outcome.SignedIn signedIn => await SetCookieAsync(http, signedIn.Session),
            SignIn.Outcome.Slowed slowed => Slowed(slowed.Seconds),
            SignIn.Outcome.Refused => Refusals.Of(StatusCodes.Status401Unauthorized, ErrorCodes.SignInRefused),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>429 with the seconds to wait, for whoever tries an account's passphrase too often.</summary>
    internal static IResult Slowed(int seconds) =>
        Results.Json(new SlowedAnswer(ErrorCodes.SignInSlowed, seconds), WireJson.Options, statusCode: StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> SetCookieAsync(HttpContext http, SessionOfficer session)
    {
        await http.SignInAsync(OfficerAccess.Scheme, session.ToPrincipal(OfficerAccess.Scheme), new AuthenticationProperties { IsPersistent = false });
        return Results.NoContent();
    }

    internal sealed record Request(byte[] OfficerId, byte[] Nonce, byte[] Signature);

    internal sealed record SlowedAnswer(string Code, int Seconds);
}
