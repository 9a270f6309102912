using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Intake.Host.Pages;
using IntegrityChannel.Intake.Host.Security;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Features.ListParts;

/// <summary>
/// POST /r/parts: which parts of an upload are held. An upload that nobody began looks like one of which nothing arrived, so that a client may ask before
/// it begins whether so much is taken at all.
/// </summary>
internal static class ListPartsEndpoint
{
    internal static void MapListParts(this IEndpointRouteBuilder routes) => routes.MapMethods("/r/parts", [HttpMethods.Post], static async context =>
    {
        if (context.Get<PostGate>().Judge(context.Request, PartHead.QuestionSize, out _) is { } refusal)
        {
            await Answers.RefuseAsync(context, refusal);
            return;
        }

        var bytes = new byte[PartHead.QuestionSize];
        var read = await context.Request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (read < bytes.Length || PartHead.TryParseQuestion(bytes) is not { } head)
        {
            await Answers.RefuseAsync(context, PutCode.Malformed);
        }
        else if (head.Total > context.Get<AttachmentSetting>().Current.Bytes)
        {
            await Answers.RefuseAsync(context, PutCode.TooLarge);
        }
        else
        {
            await Answers.WriteAsync(context, HeldParts.Encode(head.Parts, context.Get<MailboxStore>().Uploads.Held(head.UploadId, head.Total)));
        }
    }).Within(Budget.Open);
}
