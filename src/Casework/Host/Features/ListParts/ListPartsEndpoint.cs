using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Features.ListParts;

/// <summary>
/// POST /o/parts: which parts of an upload are held. An upload that nobody began looks like one of which nothing arrived, so that a client may ask before
/// it begins whether so much is taken at all.
/// </summary>
internal static class ListPartsEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/o/parts", RunAsync).RequireAuthorization(Policies.Officer);

    private static async Task<IResult> RunAsync(HttpContext http, MailboxStore mailbox, OrganisationNow organisation, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadBytesAsync(http.Request, PartHead.QuestionSize, cancellationToken);
        var head = body.Value is { } bytes ? PartHead.TryParseQuestion(bytes) : null;
        var tooLarge = head is null ? body.Refusal == Refusals.TooLarge : head.Total > organisation.Settings!.Attachments.Bytes;
        if (head is not null && !tooLarge)
        {
            return Results.Bytes(HeldParts.Encode(head.Parts, mailbox.Uploads.Held(head.UploadId, head.Total)), BoundedBody.Octets);
        }

        var refused = new PutOutcome.Refused(tooLarge ? PutCode.TooLarge : PutCode.Malformed);
        http.Response.StatusCode = refused.Status;
        return Results.Bytes(refused.Encode(), BoundedBody.Octets);
    }
}
