using System.Text.Json;
using IntegrityChannel.Intake.Host.Startup;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Features.ShowHealth;

/// <summary>GET /health: live as long as it answers; ready once reports can be accepted, 503 until then. No count, no date.</summary>
internal static class ShowHealthEndpoint
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    internal static void MapShowHealth(this IEndpointRouteBuilder routes) => routes.MapMethods("/health", Reading, static context =>
    {
        var ready = context.Get<MailboxStore>().Directories.Current().IsOpen;
        var body = JsonSerializer.SerializeToUtf8Bytes(new { ready, live = true, version = HostVersion.Version, adapters = HostVersion.Adapters });
        context.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    });
}
