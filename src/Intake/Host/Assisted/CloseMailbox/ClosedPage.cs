using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Turns;
using IntegrityChannel.Intake.Host.Assisted.Visits;

namespace IntegrityChannel.Intake.Host.Assisted.CloseMailbox;

/// <summary>Ends the visit: its keys are zeroed, the cookie goes, and the browser is told to forget what it kept of this site.</summary>
internal static class ClosedPage
{
    internal static void Run(Turn turn)
    {
        turn.Desk.Visits.Close(VisitCookie.Read(turn.Http.Request));
        turn.EndDraft();
        VisitCookie.Delete(turn.Http.Response);
        turn.Http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"cookies\", \"storage\"";
        var texts = turn.Texts;
        turn.Begin().Heading(texts["left.title"]).Lead(texts["form.left.lead"]).Paragraph(texts["left.history"]).Ask("start"u8, texts["nav.start"]).EndFrame();
    }
}
