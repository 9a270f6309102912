using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Features.ShowAbsence;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Rules.Away;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Host.Features.SetAbsence;

/// <summary>PUT /o/absence: the officer's own days away, or null to be in again. Nobody enters another's.</summary>
internal static class SetAbsenceEndpoint
{
    private const int BodyLimit = 1024;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/o/absence", RunAsync).RequireAuthorization(Policies.Officer);

    private static async Task<IResult> RunAsync(HttpContext http, AbsenceTable absences, CivilClock clock, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadJsonAsync<Request>(http.Request, BodyLimit, cancellationToken);
        if (body.Value is not { } request)
        {
            return body.Refusal!;
        }

        var officer = SessionOfficer.Of(http).OfficerId;
        if (request.Away is not { } days)
        {
            await absences.ClearAsync(officer, cancellationToken);
            return Results.NoContent();
        }

        var (from, to) = (new CivilDay(days.From), new CivilDay(days.To));
        if (!Absence.MayBeSet(from.Date, to.Date, clock.Today.Date))
        {
            return Refusals.Malformed;
        }

        await absences.SetAsync(officer, from, to, cancellationToken);
        return Results.NoContent();
    }

    internal sealed record Request(ShowAbsenceEndpoint.Days? Away);
}
