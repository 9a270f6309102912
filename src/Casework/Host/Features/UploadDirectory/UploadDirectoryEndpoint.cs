using System.Diagnostics;
using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.Features.UploadDirectory;

/// <summary>POST /a/directory: sicD as the root signed it, or a sicH of a root change and sicD. Published at once; intake opens by itself when an officer has confirmed it.</summary>
internal static class UploadDirectoryEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/a/directory", RunAsync).RequireAuthorization(Policies.Administrator);

    private static async Task<IResult> RunAsync(HttpRequest http, UploadDirectory upload, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadBytesAsync(http, ChainStep.MaximumSize, cancellationToken);
        if (body.Value is not { } bytes)
        {
            return body.Refusal!;
        }

        return await upload.RunAsync(bytes, cancellationToken) switch
        {
            UploadDirectory.Outcome.Published published => Results.Json(new Response(published.Directory.Sequence, published.Directory.Fingerprint), WireJson.Options),
            UploadDirectory.Outcome.Refused refused => Refusals.Of(StatusCodes.Status400BadRequest, ErrorCodes.DirectoryRefused, refused.Reason),
            _ => throw new UnreachableException(),
        };
    }

    internal sealed record Response(uint Seq, string Fingerprint);
}
