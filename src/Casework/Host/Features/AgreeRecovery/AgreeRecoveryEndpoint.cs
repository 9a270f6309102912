using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Features.ListRecoveries;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Recovering;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Rules.Recovering;

namespace IntegrityChannel.Casework.Host.Features.AgreeRecovery;

/// <summary>POST /o/recoveries/{id}/agree: the second person. Who that may be is a rule of its own (<see cref="RecoveryAgreement"/>).</summary>
internal static class AgreeRecoveryEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/o/recoveries/{recoveryId}/agree", RunAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task<IResult> RunAsync(
        HttpContext http, string recoveryId, RecoveryPeople people, Recoveries recoveries, CivilClock clock, CancellationToken cancellationToken)
    {
        if (RouteIds.TryRead(recoveryId) is not { } id || await recoveries.FindAsync(id, cancellationToken) is not { } row)
        {
            return Refusals.NotFound;
        }

        var session = SessionOfficer.Of(http);
        var decision = await people.DecideAsync(row, session, cancellationToken);
        if (decision != AgreementDecision.Allowed)
        {
            return Refusals.Of(StatusCodes.Status403Forbidden, ErrorCodes.RecoveryRefused, ListRecoveries.ListRecoveries.Word(decision));
        }

        return people.IsOpen(row) && await recoveries.TryAgreeAsync(id, session.OfficerId, clock.Today.Value, cancellationToken)
            ? Results.NoContent()
            : Refusals.Of(StatusCodes.Status409Conflict, ErrorCodes.RecoveryRefused, "ended");
    }
}
