using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Intake.Host.Security;

namespace IntegrityChannel.Intake.Host.Features.OpenMailbox;

/// <summary>POST /r/open: always 200 for a well-formed request, whether the code is known or not.</summary>
internal static class OpenMailboxEndpoint
{
    internal static void MapOpenMailbox(this IEndpointRouteBuilder routes) => routes.MapMethods("/r/open", [HttpMethods.Post], static async context =>
    {
        if (context.Get<PostGate>().Judge(context.Request, MailboxLogin.RequestSize, out var origin) is { } refusal)
        {
            await Answers.RefuseAsync(context, refusal);
            return;
        }

        using var body = BoundedBody.TryRent(context);
        if (body is null)
        {
            await Answers.RefuseAsync(context, PutCode.Busy);
        }
        else if (body.Bytes.Length != MailboxLogin.RequestSize || !await body.ReadAsync(context.Request, context.RequestAborted))
        {
            await Answers.RefuseAsync(context, PutCode.Malformed);
        }
        else
        {
            await Answers.WriteAsync(context, await context.Get<MailboxLogin>().RunAsync(body.Bytes, origin, context.RequestAborted));
        }
    }).Within(Budget.Open);
}
