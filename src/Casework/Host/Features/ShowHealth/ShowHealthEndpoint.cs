using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Features.ShowHealth;

/// <summary>GET /health: whether the host can work, which version it is, the numbers of what is wrong with mail and with notices (null: nothing), and no figure that depends on reports.</summary>
internal static class ShowHealthEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/health", RunAsync).AllowAnonymous();

    private static async Task<IResult> RunAsync(DatabaseHealth database, Notifications.MailStatus mail, NoticeKey notices, CancellationToken cancellationToken)
    {
        var ready = await database.IsReachableAsync(cancellationToken);
        return Results.Json(
            new Response(ready, HostVersion.Version, HostVersion.Adapters, mail.Problem.Code(), notices.State.Number()),
            WireJson.Options,
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    internal sealed record Response(bool Ready, string Version, string Adapters, string? Mail, string? Notices);
}
