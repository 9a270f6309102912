using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;

namespace IntegrityChannel.Casework.Host.Features.ReadVault;

/// <summary>GET /o/vault: the officer's own sealed vault and its version.</summary>
internal static class ReadVaultEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/o/vault", RunAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task<IResult> RunAsync(HttpContext http, Vaults vaults, CancellationToken cancellationToken) =>
        await vaults.FindAsync(SessionOfficer.Of(http).OfficerId, cancellationToken) is { } row
            ? Results.Json(new Response(row.Version, row.Vault), WireJson.Options)
            : Refusals.NotFound;

    internal sealed record Response(ulong Version, byte[] Vault);
}
