using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Intake.Host.Security;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Features.SubmitObject;

/// <summary>POST /r/put: one sealed object; always 512 bytes back.</summary>
internal static class SubmitObjectEndpoint
{
    internal static void MapSubmitObject(this IEndpointRouteBuilder routes) => routes.MapMethods("/r/put", [HttpMethods.Post], static async context =>
        await Answers.WriteAsync(context, await PutAsync(context))).Within(Budget.Submit);

    private static async Task<PutOutcome> PutAsync(HttpContext context)
    {
        if (context.Get<PostGate>().Judge(context.Request, Sic.MaximumObjectSize, out _) is { } refusal)
        {
            return new PutOutcome.Refused(refusal);
        }

        var mailbox = context.Get<MailboxStore>();
        if (context.IsSpare() && !mailbox.HasRoomToSpare)
        {
            return new PutOutcome.Refused(PutCode.StorageFull);
        }

        using var body = BoundedBody.TryRent(context);
        if (body is null)
        {
            return new PutOutcome.Refused(PutCode.Busy);
        }

        return await body.ReadAsync(context.Request, context.RequestAborted)
            ? await mailbox.PutAsync(body.Bytes, PutAudience.Intake, context.RequestAborted)
            : new PutOutcome.Refused(PutCode.Malformed);
    }
}
