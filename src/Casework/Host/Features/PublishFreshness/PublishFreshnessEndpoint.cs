using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Casework.Host.Features.PublishFreshness;

/// <summary>POST /o/freshness: the officer's own sicF, made at unlock.</summary>
internal static class PublishFreshnessEndpoint
{
    private const int BodyLimit = 8 * 1024;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/o/freshness", RunAsync).RequireAuthorization(Policies.Officer);

    private static async Task<IResult> RunAsync(HttpContext http, DirectoryStore directories, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadBytesAsync(http.Request, BodyLimit, cancellationToken);
        if (body.Value is not { } bytes)
        {
            return body.Refusal!;
        }

        // An officer speaks for nobody else, whatever they could get signed.
        return Freshness.TryParse(bytes, out var freshness, out _) && freshness.OfficerId == SessionOfficer.Of(http).OfficerId
            && await directories.PublishFreshnessAsync(bytes, cancellationToken) is not PublishOutcome.Refused
                ? Results.NoContent()
                : Refusals.Malformed;
    }
}
