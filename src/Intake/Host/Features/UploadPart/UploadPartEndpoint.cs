using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Intake.Host.Pages;
using IntegrityChannel.Intake.Host.Security;
using IntegrityChannel.Intake.Mailbox;
using Microsoft.AspNetCore.Http.Features;

namespace IntegrityChannel.Intake.Host.Features.UploadPart;

/// <summary>POST /r/part: one part of a container; always 512 bytes back, and 0 only when it is on the disk.</summary>
internal static class UploadPartEndpoint
{
    internal static void MapUploadPart(this IEndpointRouteBuilder routes) => routes.MapMethods("/r/part", [HttpMethods.Post], static async context =>
        await Answers.WriteAsync(context, await StoreAsync(context))).Within(Budget.Upload);

    private static async Task<PutOutcome> StoreAsync(HttpContext context)
    {
        // Above what is accepted, so that a refused body is still read to its end and the sender gets the answer, not a broken connection.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { } size)
        {
            size.MaxRequestBodySize = 2 * PartHead.MaximumBody;
        }

        if (context.Get<PostGate>().Judge(context.Request, PartHead.MaximumBody, out _) is { } refusal)
        {
            return new PutOutcome.Refused(refusal);
        }

        var bytes = new byte[PartHead.Size];
        if (await context.Request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, context.RequestAborted) < bytes.Length)
        {
            return new PutOutcome.Refused(PutCode.Malformed);
        }

        return PartHead.TryParse(bytes) is { } head && context.Request.ContentLength == PartHead.Size + head.PartLength
            ? await context.Get<MailboxStore>().Uploads.StoreAsync(head, context.Request.Body, context.Get<AttachmentSetting>().Current.Bytes, context.RequestAborted)
            : new PutOutcome.Refused(PutCode.PartRefused);
    }
}
