using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Recovering;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Rules.Recovering;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.Features.AskRecovery;

/// <summary>POST /a/recoveries: an administrator asks that an officer's reports are opened for another officer. Nothing leaves before somebody else agreed.</summary>
internal static class AskRecoveryEndpoint
{
    private const int Limit = 1024;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/a/recoveries", RunAsync).RequireAuthorization(Policies.Administrator);

    private static async Task<IResult> RunAsync(HttpContext http, RecoveryPeople people, Recoveries recoveries, CivilClock clock, IEntropy entropy, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadJsonAsync<Request>(http.Request, Limit, cancellationToken);
        if (body.Value is not { Lost.Length: Id16.Size, Newcomer.Length: Id16.Size } request)
        {
            return body.Refusal ?? Refusals.Malformed;
        }

        if (Judge(request, people) is { } reason)
        {
            return Refusals.Of(StatusCodes.Status400BadRequest, ErrorCodes.RecoveryRefused, reason);
        }

        var today = clock.Today;
        var row = new RecoveryRow
        {
            RecoveryId = ObjectIds.Create(entropy).ToArray(),
            Lost = request.Lost,
            Newcomer = request.Newcomer,
            Reason = request.Reason,
            AskedBy = SessionOfficer.Of(http).OfficerId.ToArray(),
            AskedOn = today.Value,
        };
        return await recoveries.TryAddAsync(row, today.AddDays(-RecoveryAgreement.LifeDays).Value, cancellationToken)
            ? Results.NoContent()
            : Refusals.Of(StatusCodes.Status409Conflict, ErrorCodes.RecoveryRefused, "open");
    }

    private static string? Judge(Request request, RecoveryPeople people)
    {
        var (lost, newcomer) = (Id16.From(request.Lost), Id16.From(request.Newcomer));
        return lost == newcomer ? "same"
            : !people.Known.Contains(lost) ? "lost"
            : !people.Newcomers.Contains(newcomer) ? "newcomer"
            : request.Reason is < (ushort)RecoveryReason.PassphraseLost or > (ushort)RecoveryReason.Died ? "why"
            : null;
    }

    internal sealed record Request(byte[] Lost, byte[] Newcomer, ushort Reason);
}
