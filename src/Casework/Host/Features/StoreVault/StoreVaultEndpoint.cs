using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;

namespace IntegrityChannel.Casework.Host.Features.StoreVault;

/// <summary>PUT /o/vault: replaces the vault of the named version; 409 with the stored version where another browser was first.</summary>
internal static class StoreVaultEndpoint
{
    /// <summary>Bytes of a vault as JSON: about two thousand reports with their keys and heads.</summary>
    internal const int BodyLimit = 8 * 1024 * 1024;

    // nonce[12], at least one block of 4096, tag[16].
    private const int ShortestVault = 12 + 4096 + 16;

    // The page reads versions as JavaScript numbers.
    private const ulong HighestVersion = (1UL << 53) - 1;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/o/vault", RunAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task<IResult> RunAsync(HttpContext http, Vaults vaults, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadJsonAsync<Request>(http.Request, BodyLimit, cancellationToken);
        if (body.Value is not { } request)
        {
            return body.Refusal!;
        }

        if (!IsNext(request.IfVersion, request.Version, request.Vault))
        {
            return Refusals.Malformed;
        }

        var officerId = SessionOfficer.Of(http).OfficerId;
        return await vaults.TryReplaceAsync(officerId, request.IfVersion, request.Version, request.Vault, cancellationToken)
            ? Results.NoContent()
            : Results.Json(new Conflict((await vaults.FindAsync(officerId, cancellationToken))?.Version ?? 0), WireJson.Options, statusCode: StatusCodes.Status409Conflict);
    }

    /// <summary>Whether these can be a later version and a vault at all; what stands inside only its officer knows.</summary>
    internal static bool IsNext(ulong ifVersion, ulong version, byte[] vault) =>
        version > ifVersion && version <= HighestVersion && vault.Length >= ShortestVault;

    internal sealed record Request(ulong IfVersion, ulong Version, byte[] Vault);

    internal sealed record Conflict(ulong Version);
}
