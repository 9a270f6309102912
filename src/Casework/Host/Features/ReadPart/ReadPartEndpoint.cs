using System.Globalization;
using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Cases;
using IntegrityChannel.Casework.Host.KeysLogs;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Intake.Mailbox.Uploads;

namespace IntegrityChannel.Casework.Host.Features.ReadPart;

/// <summary>
/// GET /o/cases/{reportId}/containers/{objectId}/{index}: one part of a container, for an officer to whom its object was sealed. A case of others, an
/// object without files, a note of others and what does not exist are the same 404 (I-27).
/// </summary>
internal static class ReadPartEndpoint
{
    private const int PieceSize = 64 * 1024;

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/o/cases/{reportId}/containers/{objectId}/{index}", RunAsync).RequireAuthorization(Policies.Officer);

    private static async Task<IResult> RunAsync(
        string reportId, string objectId, string index, HttpContext http, CaseShelf shelf, MailboxStore mailbox, AccessRecorder access, CancellationToken cancellationToken)
    {
        var officer = SessionOfficer.Of(http).OfficerId;
        if (WireId.Parse(reportId) is not { } report || WireId.Parse(objectId) is not { } container || ParseIndex(index) is not { } number
            || await shelf.FindForAsync(officer, report, cancellationToken) is null
            || mailbox.Uploads.Find(report, officer, container, number) is not { } part)
        {
            return Refusals.NotFound;
        }

        await access.NoteAsync(officer, AccessAction.Fetched, report, cancellationToken);
        http.Response.ContentLength = part.Length;
        return Results.Stream(body => CopyAsync(part, body, cancellationToken), BoundedBody.Octets);
    }

    private static async Task CopyAsync(StoredPart part, Stream body, CancellationToken cancellationToken)
    {
        var piece = new byte[PieceSize];
        for (int offset = 0, read; offset < part.Length && (read = part.Read(offset, piece.AsSpan(0, Math.Min(PieceSize, part.Length - offset)))) > 0; offset += read)
        {
            await body.WriteAsync(piece.AsMemory(0, read), cancellationToken);
        }
    }

    private static int? ParseIndex(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index.ToString(CultureInfo.InvariantCulture) == text ? index : null;
}
