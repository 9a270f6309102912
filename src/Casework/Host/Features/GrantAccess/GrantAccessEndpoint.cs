using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Features.GrantAccess;

/// <summary>POST /o/grant: a kind-8 object with the newcomer's wraps; the answer has 512 bytes whatever happened, like that of a put.</summary>
internal static class GrantAccessEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/o/grant", RunAsync).RequireAuthorization(Policies.Officer);

    private static async Task<IResult> RunAsync(HttpContext http, GrantAccess grant, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadBytesAsync(http.Request, GrantRequest.MaximumSize, cancellationToken);
        var outcome = body.Value is { } bytes
            ? await grant.RunAsync(SessionOfficer.Of(http), bytes, cancellationToken)
            : new PutOutcome.Refused(body.Refusal == Refusals.TooLarge ? PutCode.TooLarge : PutCode.Malformed);
        http.Response.StatusCode = outcome.Status;
        return Results.Bytes(outcome.Encode(), "application/octet-stream");
    }
}
