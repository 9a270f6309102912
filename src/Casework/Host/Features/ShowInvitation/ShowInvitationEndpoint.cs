using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Casework.Host.Features.ShowInvitation;

/// <summary>POST /o/invitation: the 16 bytes of a one-time code. Answers for whom it is, and what that browser needs to make its keys; it is not spent by this.</summary>
internal static class ShowInvitationEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/o/invitation", RunAsync).AllowAnonymous();

    private static async Task<IResult> RunAsync(
        HttpRequest http, Invitations invitations, OneTimeCodes codes, CivilClock clock, OrganisationNow organisation, DirectoryStore directories, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadBytesAsync(http, OneTimeCodes.SecretSize, cancellationToken);
        if (body.Value is not { } secret)
        {
            return body.Refusal!;
        }

        if (secret.Length != OneTimeCodes.SecretSize)
        {
            return Refusals.Malformed;
        }

        var hash = OneTimeCodes.HashOf(secret);
        var found = await invitations.FindAsync(hash, clock.Today.Value, cancellationToken);
        if (found is null && codes.Begin(hash) is > 0 and var seconds)
        {
            return Refusals.Slowed(ErrorCodes.CodeSlowed, seconds);
        }

        return found is null || organisation.Genesis is not { } genesis
            ? Refusals.Of(StatusCodes.Status403Forbidden, ErrorCodes.CodeRefused)
            : Results.Json(
                new Response(
                    found.Account, found.Display, found.Role, found.MailAddress, found.Locale, genesis.OrganisationId.ToArray(), (directories.Current().Newest?.Content.RootKey ?? genesis.RootKey).ToArray(),
                    clock.Today.Value, Argon2id.Default.MemoryKib, Argon2id.Default.Iterations),
                WireJson.Options);
    }

    internal sealed record Response(
        string Account, string Display, byte Role, string Mail, string Locale, byte[] OrgId, byte[] RootKey, uint Day, uint MemoryKib, uint Iterations);
}
