using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Cases;
using IntegrityChannel.Casework.Host.KeysLogs;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Features.ReadCase;

/// <summary>
/// GET /o/cases/{reportId}: the sealed objects of one case with this officer's wraps, and no other's, freed of their shred layer. A case
/// of others and a case that does not exist are the same 404. That it was read is recorded by day.
/// </summary>
internal static class ReadCaseEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/o/cases/{reportId}", RunAsync).RequireAuthorization(Policies.Officer);

    private static async Task<IResult> RunAsync(
        string reportId, HttpContext http, CaseShelf shelf, MailboxStore mailbox, CaseReads reads, AccessRecorder access, CivilClock clock, CancellationToken cancellationToken)
    {
        var officer = SessionOfficer.Of(http).OfficerId;
        if (WireId.Parse(reportId) is not { } id
            || await shelf.FindForAsync(officer, id, cancellationToken) is null
            || await mailbox.ReadForAsync(id, officer, cancellationToken) is not { } entries)
        {
            return Refusals.NotFound;
        }

        var today = clock.Today;
        await access.NoteAsync(officer, AccessAction.Read, id, cancellationToken);
        await reads.RecordAsync(officer, id, today, entries.Count(entry => entry.Header.Author == Id16.Zeros), cancellationToken);
        return Results.Bytes(ObjectList.Encode(today, entries, mailbox.Recovery.StatementsOf(id)), "application/octet-stream");
    }
}
