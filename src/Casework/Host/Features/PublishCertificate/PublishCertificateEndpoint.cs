using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Casework.Host.Features.PublishCertificate;

/// <summary>POST /o/certificate: the officer's own sicK, after the vault with its seed was stored and read back.</summary>
internal static class PublishCertificateEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/o/certificate", RunAsync).RequireAuthorization(Policies.Officer);

    private static async Task<IResult> RunAsync(HttpContext http, DirectoryStore directories, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadBytesAsync(http.Request, OfficerCertificate.Size, cancellationToken);
        if (body.Value is not { } bytes)
        {
            return body.Refusal!;
        }

        return OfficerCertificate.TryParse(bytes, out var certificate, out _) && certificate.OfficerId == SessionOfficer.Of(http).OfficerId
            && await directories.PublishCertificateAsync(bytes, cancellationToken) is not PublishOutcome.Refused
                ? Results.NoContent()
                : Refusals.Malformed;
    }
}
