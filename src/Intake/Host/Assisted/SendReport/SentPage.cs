using System.Buffers.Text;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Reading;
using IntegrityChannel.Intake.Host.Assisted.ShowCode;
using IntegrityChannel.Intake.Host.Assisted.Turns;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Assisted.SendReport;

/// <summary>Received: the day, the code once more, the proof of receipt, and the dates.</summary>
internal static class SentPage
{
    private const int GroupOfReceipt = 8;

    internal static void Show(Turn turn, ReferenceCode code, PutOutcome.Accepted accepted)
    {
        var texts = turn.Texts;
        var day = accepted.PutDay;
        var written = CodeText.Write(code);
        var page = turn.Begin().Heading(texts["sent.title"]).Notice(NoticeTone.Good, texts.Of("sent.received", ("date", texts.Date(day))), texts["form.sent.proof"]);
        page.Markup("<section class=\"code-sheet\" aria-labelledby=\"code-title\"><h2 id=\"code-title\">"u8).Say(texts["code.sheet"]).Markup("</h2>"u8);
        CodePage.WriteGroups(page, written);
        CryptographicOperations.ZeroMemory(written);
        page.Soft(texts["code.lookalike"]).Markup("<h3>"u8).Say(texts["code.receipt"]).Markup("</h3><p class=\"mono small receipt\">"u8).Say(Grouped(accepted.Receipt.Span)).Markup("</p></section>"u8);
        page.Section(texts["sent.next"]).Timeline([
            new Milestone(MilestoneState.Done, texts["clock.received"], texts.DateWithWeekday(day)),
            new Milestone(MilestoneState.Now, texts["clock.acknowledgeBy"], texts.DateWithWeekday(ReporterDates.AcknowledgeBy(day))),
            new Milestone(MilestoneState.Future, texts["clock.feedbackBy"], texts.DateWithWeekday(ReporterDates.FeedbackBy(day, null))),
        ]);
        page.Paragraph(texts["form.sent.return"]).Ask("close"u8, texts["sent.close"], primary: true).Soft(texts["form.sent.close"]).EndFrame();
    }

    /// <summary>The receipt in base64url, in groups that survive retyping. It names no text and nobody.</summary>
    private static string Grouped(ReadOnlySpan<byte> receipt) => string.Join(' ', Base64Url.EncodeToString(receipt).Chunk(GroupOfReceipt).Select(group => new string(group)));
}
