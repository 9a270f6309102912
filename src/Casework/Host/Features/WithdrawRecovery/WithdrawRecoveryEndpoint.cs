using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Recovering;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Rules.Recovering;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Host.Features.WithdrawRecovery;

/// <summary>POST /o/recoveries/{id}/withdraw: an administrator, whoever agreed, or whoever could agree says no. The row stays.</summary>
internal static class WithdrawRecoveryEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/o/recoveries/{recoveryId}/withdraw", RunAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task<IResult> RunAsync(
        HttpContext http, string recoveryId, RecoveryPeople people, Recoveries recoveries, CivilClock clock, CancellationToken cancellationToken)
    {
        if (RouteIds.TryRead(recoveryId) is not { } id || await recoveries.FindAsync(id, cancellationToken) is not { } row)
        {
            return Refusals.NotFound;
        }

        var session = SessionOfficer.Of(http);
        var mayStop = session.IsAdministrator
            || (row.AgreedBy is { } agreed && Id16.From(agreed) == session.OfficerId)
            || await people.DecideAsync(row, session, cancellationToken) == AgreementDecision.Allowed;
        if (!mayStop)
        {
            return Refusals.Of(StatusCodes.Status403Forbidden, ErrorCodes.RecoveryRefused, "not-for-this-role");
        }

        return await recoveries.TryWithdrawAsync(id, clock.Today.Value, cancellationToken)
            ? Results.NoContent()
            : Refusals.Of(StatusCodes.Status409Conflict, ErrorCodes.RecoveryRefused, "ended");
    }
}
