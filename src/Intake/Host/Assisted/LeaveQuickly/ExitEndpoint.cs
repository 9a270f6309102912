using System.Text;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.Turns;
using IntegrityChannel.Intake.Host.Assisted.Visits;
using IntegrityChannel.Intake.Host.Features;

namespace IntegrityChannel.Intake.Host.Assisted.LeaveQuickly;

/// <summary>
/// The quick exit: to a site that everybody visits, in one request. It ends visit and draft on the way, so that going back shows neither. A plain link, so that neither script nor the policy on
/// forms stands between somebody and the exit.
/// </summary>
internal static class ExitEndpoint
{
    private const string Elsewhere = "https://www.meteo.be/";

    internal static Task Leave(HttpContext context)
    {
        var desk = context.Get<FormDesk>();
        desk.Visits.Close(VisitCookie.Read(context.Request));
        if (FormId.Read(Encoding.ASCII.GetBytes((string)context.GetRouteValue("draft")!)) is { } draft)
        {
            desk.Ended.End(draft);
        }

        VisitCookie.Delete(context.Response);
        context.Response.Headers.Connection = "close";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = Elsewhere;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
