using System.Text.Json;
using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Intake.Host.Startup;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Features.ShowHealth;

/// <summary>GET /health: live as long as it answers; ready while reports can be accepted, else 503 and the number of the reason. No count, no date.</summary>
internal static class ShowHealthEndpoint
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    internal static void MapShowHealth(this IEndpointRouteBuilder routes) => routes.MapMethods("/health", Reading, static context =>
    {
        var state = context.Get<MailboxStore>().State;
        var ready = state == ChannelState.Open;
        var body = JsonSerializer.SerializeToUtf8Bytes(new { ready, live = true, reason = state.Number(), version = HostVersion.Version, adapters = HostVersion.Adapters });
        context.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }).Within(Budget.Page);
}
