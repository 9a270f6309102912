using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Intake.Host.Security;

namespace IntegrityChannel.Intake.Host.Features.SayHello;

/// <summary>POST /r/hello with an empty body: a nonce of 52 bytes, the same kind for everybody, stored nowhere.</summary>
internal static class SayHelloEndpoint
{
    internal static void MapSayHello(this IEndpointRouteBuilder routes) => routes.MapMethods("/r/hello", [HttpMethods.Post], static context =>
        context.Get<PostGate>().Judge(context.Request, limit: 0, out _) is { } refusal
            ? Answers.RefuseAsync(context, refusal)
            : Answers.WriteAsync(context, context.Get<LoginNonces>().Create())).Within(Budget.Open);
}
