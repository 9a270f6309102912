using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.Features.RequestDirectory;

/// <summary>
/// GET /a/directory-request: sicA, to be carried to the machine of the root. Also where nothing changed: a directory must be renewed before it expires.
/// </summary>
internal static class RequestDirectoryEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/a/directory-request", RunAsync).RequireAuthorization(Policies.Administrator);

    private static async Task<IResult> RunAsync(DirectoryPlan plan, ChannelKey key, CancellationToken cancellationToken)
    {
        var (state, wish) = await plan.MakeAsync(cancellationToken);
        return state is DirectoryPlan.States.Ready or DirectoryPlan.States.Unchanged
            ? Results.Bytes(DirectoryRequest.Create(wish!, key), "application/octet-stream")
            : Refusals.Of(StatusCodes.Status409Conflict, ErrorCodes.DirectoryRefused, state);
    }
}
