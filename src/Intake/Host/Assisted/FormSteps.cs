using System.Text;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Assisted.AnswerMailbox;
using IntegrityChannel.Intake.Host.Assisted.AskCode;
using IntegrityChannel.Intake.Host.Assisted.BeforeWriting;
using IntegrityChannel.Intake.Host.Assisted.CheckReport;
using IntegrityChannel.Intake.Host.Assisted.CloseMailbox;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.ReadMailbox;
using IntegrityChannel.Intake.Host.Assisted.RemoveAnswers;
using IntegrityChannel.Intake.Host.Assisted.SendReport;
using IntegrityChannel.Intake.Host.Assisted.ShowCode;
using IntegrityChannel.Intake.Host.Assisted.ShowInformation;
using IntegrityChannel.Intake.Host.Assisted.ShowStart;
using IntegrityChannel.Intake.Host.Assisted.Turns;
using IntegrityChannel.Intake.Host.Assisted.WriteReport;

namespace IntegrityChannel.Intake.Host.Assisted;

/// <summary>What each button asks for.</summary>
internal static class FormSteps
{
    private static readonly Dictionary<string, Func<Turn, Task>> Steps = new(StringComparer.Ordinal)
    {
        ["start"] = At(StartPage.Show),
        ["how"] = At(InformationPage.ShowHow),
        ["rights"] = At(InformationPage.ShowRights),
        ["comite"] = At(InformationPage.ShowComite),
        ["data"] = At(InformationPage.ShowData),
        ["seen"] = At(InformationPage.ShowSeen),
        ["before"] = At(turn => BeforePage.Show(turn)),
        ["write"] = At(turn => WritePage.Show(turn)),
        ["check"] = At(turn => CheckPage.Show(turn)),
        ["code"] = At(turn => CodePage.Show(turn)),
        ["send"] = SendTurn.RunAsync,
        ["open"] = At(CodeForm.Show),
        ["read"] = MailboxTurn.RunAsync,
        ["answer"] = AnswerTurn.RunAsync,
        ["remove"] = RemovalPage.RunAsync,
        ["removing"] = RemovalTurn.RunAsync,
        ["close"] = At(ClosedPage.Run),
    };

    /// <summary>Runs the step and writes its page. Whatever breaks becomes a page without detail; nothing is logged, since exceptions quote what they choked on.</summary>
    internal static async Task RunAsync(Turn turn)
    {
        if (!Steps.TryGetValue(Encoding.ASCII.GetString(turn.Form[FormField.Step].Span), out var step))
        {
            await FormAnswers.RefuseAsync(turn, PutCode.Malformed);
            return;
        }

        try
        {
            await (turn.Desk.Ended.Holds(turn.Draft) ? StartAnew(turn) : step(turn));
        }
        catch (OperationCanceledException) when (turn.Http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // The wall of this path: whatever the class, the answer is the same page.
        catch (Exception)
#pragma warning restore CA1031
        {
            await FormAnswers.RefuseAsync(turn, PutCode.Internal);
            return;
        }

        await FormAnswers.WriteAsync(turn, StatusCodes.Status200OK);
    }

    /// <summary>A form of a draft that was left or closed, sent again by going back.</summary>
    private static Task StartAnew(Turn turn)
    {
        turn.EndDraft();
        StartPage.Show(turn);
        return Task.CompletedTask;
    }

    private static Func<Turn, Task> At(Action<Turn> show) => turn =>
    {
        show(turn);
        return Task.CompletedTask;
    };
}
