using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Host.Assisted.CheckReport;
using IntegrityChannel.Intake.Host.Assisted.Choosing;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.Sealing;
using IntegrityChannel.Intake.Host.Assisted.ShowCode;
using IntegrityChannel.Intake.Host.Assisted.Turns;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Assisted.SendReport;

/// <summary>Seals the report in this process and puts it through the same door as every other: checks, transaction, receipt.</summary>
internal static class SendTurn
{
    internal static async Task RunAsync(Turn turn)
    {
        if (!CheckPage.IsWritten(turn))
        {
            return;
        }

        using var code = CodePage.Known(turn.Form);
        if (code is null || CodePage.Asked(turn.Form) is not { } asked)
        {
            CodePage.Show(turn);
        }
        else if (!IsTypedBack(turn.Form, code, asked))
        {
            CodePage.Show(turn, turn.Form.IsFilled(FormField.Group) ? "code.group.wrong" : "code.group.empty");
        }
        else
        {
            await SendAsync(turn, code);
        }
    }

    private static async Task SendAsync(Turn turn, ReferenceCode code)
    {
        // The day or the list of keys may change between two looks; what is stale was not stored.
        for (var tries = 0; ; tries++)
        {
            if (turn.Keys.InUse is not { } directory || Readers.Choose(directory, turn.Form) is not { } readers || !readers.AreThose(turn.Form))
            {
                CheckPage.Show(turn, changed: true);
                return;
            }

            var outcome = await PutAsync(turn, code, directory, readers);
            if (outcome is PutOutcome.Accepted accepted)
            {
                SentPage.Show(turn, code, accepted);
                return;
            }

            if (outcome.Code != PutCode.Stale || tries == 2)
            {
                CodePage.Show(turn, failure: PutFailures.Of(outcome.Code));
                return;
            }

            turn.LookAgain();
        }
    }

    private static async Task<PutOutcome> PutAsync(Turn turn, ReferenceCode code, DirectoryInUse directory, Readers readers)
    {
        using var keys = code.DeriveKeys(directory.Directory.OrganisationId);
        var sealedReport = turn.Desk.Door.SealReport(Report(turn, readers), directory, keys, out var failure);
        return sealedReport is null
            ? new PutOutcome.Refused(failure == FailureClass.Malformed ? PutCode.TooLarge : PutCode.UnknownRecipient)
            : await turn.PutAsync(sealedReport);
    }

    private static WrittenReport Report(Turn turn, Readers readers) => new(
        [.. readers.Read.Select(officer => officer.Listed.Id)],
        [.. readers.LeftOut.Select(officer => officer.Listed.Id)],
        Recovery: !turn.Form.Has(FormField.Recovery, "no"u8),
        turn.Texts.Language,
        [.. Draft.Questions.Where(question => turn.Form.IsFilled(question.Field)).Select(question => (question.Question, turn.Form[question.Field])), (Draft.StaffQuestion, Draft.Staff(turn.Form))]);

    private static bool IsTypedBack(FormFields form, ReferenceCode code, int asked)
    {
        var written = CodeText.Write(code);
        var same = CodeText.IsGroup(form[FormField.Group].Span, CodeText.Group(written, asked));
        CryptographicOperations.ZeroMemory(written);
        return same;
    }
}
