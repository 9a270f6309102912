using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;
using Microsoft.AspNetCore.Http.Features;

namespace IntegrityChannel.Casework.Host.Features.UploadPart;

/// <summary>POST /o/part: one part of a container; always 512 bytes back, and 0 only when it is on the disk.</summary>
internal static class UploadPartEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/o/part", RunAsync).RequireAuthorization(Policies.Officer);

    private static async Task<IResult> RunAsync(HttpContext http, MailboxStore mailbox, OrganisationNow organisation, CancellationToken cancellationToken)
    {
        var outcome = await StoreAsync(http, mailbox, organisation, cancellationToken);
        http.Response.StatusCode = outcome.Status;
        return Results.Bytes(outcome.Encode(), BoundedBody.Octets);
    }

    private static async Task<PutOutcome> StoreAsync(HttpContext http, MailboxStore mailbox, OrganisationNow organisation, CancellationToken cancellationToken)
    {
        // Above what is accepted, so that a refused body is still read to its end and the sender gets the answer, not a broken connection.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { } size)
        {
            size.MaxRequestBodySize = 2 * PartHead.MaximumBody;
        }

        if (http.Request.ContentType != BoundedBody.Octets || http.Request.ContentLength is not { } length)
        {
            return new PutOutcome.Refused(PutCode.Malformed);
        }

        if (length > PartHead.MaximumBody)
        {
            return new PutOutcome.Refused(PutCode.TooLarge);
        }

        var bytes = new byte[PartHead.Size];
        if (await http.Request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken) < bytes.Length)
        {
            return new PutOutcome.Refused(PutCode.Malformed);
        }

        return PartHead.TryParse(bytes) is { } head && length == PartHead.Size + head.PartLength
            ? await mailbox.Uploads.StoreAsync(head, http.Request.Body, organisation.Settings!.Attachments.Bytes, cancellationToken)
            : new PutOutcome.Refused(PutCode.PartRefused);
    }
}
