using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;

namespace IntegrityChannel.Casework.Host.Features.WithdrawInvitation;

/// <summary>POST /a/invitations/{id}/withdraw: its code is not taken any more.</summary>
internal static class WithdrawInvitationEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/a/invitations/{invitationId}/withdraw", RunAsync).RequireAuthorization(Policies.Administrator);

    private static async Task<IResult> RunAsync(string invitationId, Invitations invitations, CancellationToken cancellationToken) =>
        RouteIds.TryRead(invitationId) is { } id && await invitations.WithdrawAsync(id, cancellationToken) ? Results.NoContent() : Refusals.NotFound;
}
