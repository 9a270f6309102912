using System.Diagnostics;
using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Features.SignIn;
using IntegrityChannel.Casework.Host.Features.StoreVault;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.Features.ChangePassphrase;

/// <summary>POST /o/passphrase: 204 and every other session has ended; 403 the old passphrase is not proven; 409 the vault has moved on; 429 slowed.</summary>
internal static class ChangePassphraseEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/o/passphrase", RunAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task<IResult> RunAsync(HttpContext http, ChangePassphrase change, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadJsonAsync<Request>(http.Request, StoreVaultEndpoint.BodyLimit, cancellationToken);
        if (body.Value is not { } request)
        {
            return body.Refusal!;
        }

        if (!request.IsWellFormed)
        {
            return Refusals.Malformed;
        }

        var session = SessionOfficer.Of(http);
        var proof = new ChangePassphrase.Proof(ExactOrigin.Of(http), request.Nonce, request.OldSignature, request.NewSignature);
        return await change.RunAsync(session, proof, request.ToChange(session.OfficerId), cancellationToken) switch
        {
            ChangePassphrase.Outcome.Changed => Results.NoContent(),
            ChangePassphrase.Outcome.VaultMoved => Refusals.Of(StatusCodes.Status409Conflict, ErrorCodes.VaultMoved),
            ChangePassphrase.Outcome.Slowed slowed => SignInEndpoint.Slowed(slowed.Seconds),
            ChangePassphrase.Outcome.Refused => Refusals.Of(StatusCodes.Status403Forbidden, ErrorCodes.PassphraseProofRefused),
            ChangePassphrase.Outcome.NothingNew => Refusals.Malformed,
            _ => throw new UnreachableException(),
        };
    }

    internal sealed record Request(
        byte[] Nonce, byte[] OldSignature, byte[] NewSignature, byte[] LoginKey, byte[] Salt, uint MemoryKib, uint Iterations,
        byte[] VkId, byte[] VkWrap, ulong IfVersion, ulong Version, byte[] Vault)
    {
        /// <summary>Sizes, and parameters of Argon2id no weaker than any client accepts.</summary>
        internal bool IsWellFormed =>
            Nonce.Length == LoginNonce.Size
            && OldSignature.Length == Sic.SignatureSize && NewSignature.Length == Sic.SignatureSize && LoginKey.Length == Hash32.Size
            && Salt.Length == Argon2id.SaltSize && Argon2id.TryCreate(MemoryKib, Iterations) is not null
            && VkId.Length == Id16.Size && VkWrap.Length == Enrolment.VaultKeyWrapSize
            && StoreVaultEndpoint.IsNext(IfVersion, Version, Vault);

        internal PassphraseChange ToChange(Id16 officerId) => new()
        {
            OfficerId = officerId,
            IfVersion = IfVersion,
            Version = Version,
            Vault = Vault,
            LoginKey = LoginKey,
            Salt = Salt,
            MemoryKib = MemoryKib,
            Iterations = Iterations,
            VkId = VkId,
            VkWrap = VkWrap,
        };
    }
}
