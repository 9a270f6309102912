using System.Diagnostics;
using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Rules.Reminders;

namespace IntegrityChannel.Casework.Host.Features.MailStatus;

/// <summary>GET /a/mail: how mail is set, what is wrong with it, how many mails wait. No recipient, no case, no password.</summary>
internal static class MailStatusEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/a/mail", RunAsync).RequireAuthorization(Policies.Administrator);

    private static async Task<IResult> RunAsync(Notifications.MailStatus mail, OrganisationNow organisation, CancellationToken cancellationToken)
    {
        var report = await mail.ReadAsync(cancellationToken);
        return Results.Json(
            new Response(
                report.Transport, report.Host, report.Port, report.Security, organisation.Settings?.MailRule == MailRule.Constant ? "constant" : "discreet",
                report.Configured, report.Problem.Code(), new Outbox(report.Outbox.Waiting, report.Outbox.Failed), report.Outbox.LastSent, Name(report.Breaker)),
            WireJson.Options);
    }

    private static string Name(BreakerState breaker) => breaker switch
    {
        BreakerState.Closed => "closed",
        BreakerState.Open => "open",
        BreakerState.HalfOpen => "half-open",
        _ => throw new UnreachableException(),
    };

    internal sealed record Response(
        string Transport, string? Host, int? Port, string? Security, string Rule, bool Configured, string? Problem, Outbox Outbox, uint? LastSent, string Breaker);

    internal sealed record Outbox(int Waiting, int Failed);
}
