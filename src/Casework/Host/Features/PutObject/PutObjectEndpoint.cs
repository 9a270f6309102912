using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Features.PutObject;

/// <summary>POST /o/put: one sealed object; the answer has 512 bytes whatever happened.</summary>
internal static class PutObjectEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/o/put", RunAsync).RequireAuthorization(Policies.Officer);

    private static async Task<IResult> RunAsync(HttpContext http, PutObject put, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadBytesAsync(http.Request, Sic.MaximumObjectSize, cancellationToken);
        var outcome = body.Value is { } bytes
            ? await put.RunAsync(SessionOfficer.Of(http), bytes, cancellationToken)
            : new PutOutcome.Refused(body.Refusal == Refusals.TooLarge ? PutCode.TooLarge : PutCode.Malformed);
        http.Response.StatusCode = outcome.Status;
        return Results.Bytes(outcome.Encode(), "application/octet-stream");
    }
}
