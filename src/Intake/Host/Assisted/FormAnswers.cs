using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Turns;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Assisted;

/// <summary>
/// How pages of this path leave. Each ends its connection: an idle one would keep the memory that the form came through, and what was in it, until the next
/// form or a timeout.
/// </summary>
internal static class FormAnswers
{
    private const string ContentType = "text/html; charset=utf-8";

    internal static async Task WriteAsync(Turn turn, int status)
    {
        var response = turn.Http.Response;
        var page = turn.Page.Writer.Finish();
        response.StatusCode = status;
        response.ContentType = ContentType;
        response.ContentLength = page.Length;
        response.Headers.Connection = "close";
        if (!HttpMethods.IsHead(turn.Http.Request.Method))
        {
            await response.BodyWriter.WriteAsync(page, turn.Http.RequestAborted);
        }
    }

    /// <summary>A page that says why a form was not taken, and how to get back to it.</summary>
    internal static Task RefuseAsync(Turn turn, PutCode code)
    {
        var texts = turn.Texts;
        var (key, number) = PutFailures.Of(code);
        turn.Begin(isError: true).Heading(texts["form.refused.title"])
            .Notice(NoticeTone.Late, code == PutCode.Malformed ? texts["form.refused.malformed"] : texts[key], texts["form.refused.back"], texts.Of("failure.number", ("number", number)))
            .Ask("start"u8, texts["nav.start"]).EndFrame();
        return WriteAsync(turn, new PutOutcome.Refused(code).Status);
    }
}
