using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Assisted.AskCode;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.Sealing;
using IntegrityChannel.Intake.Host.Assisted.Turns;
using IntegrityChannel.Intake.Host.Assisted.Visits;

namespace IntegrityChannel.Intake.Host.Assisted.ReadMailbox;

/// <summary>A mailbox that is open for one form, with the keys of its code.</summary>
internal sealed record OpenVisit(HeldMailbox Mailbox, CodeKeys Keys) : IDisposable
{
    public void Dispose()
    {
        Mailbox.Dispose();
        Keys.Dispose();
    }
}

/// <summary>Opens the mailbox of a code that the form brought, or of the visit that the cookie names, and shows it.</summary>
internal static class MailboxTurn
{
    internal static async Task RunAsync(Turn turn)
    {
        using var visit = await OpenAsync(turn);
        if (visit is not null)
        {
            MailboxPage.Show(turn, visit.Mailbox);
        }
    }

    /// <summary>Null where the page already says what is missing.</summary>
    internal static async Task<OpenVisit?> OpenAsync(Turn turn)
    {
        if (turn.Form.IsFilled(FormField.Code))
        {
            return await OpenByCodeAsync(turn);
        }

        if (turn.Desk.Visits.Find(VisitCookie.Read(turn.Http.Request)) is { } keys)
        {
            return await OpenAsync(turn, keys);
        }

        CodeForm.ShowAgain(turn);
        return null;
    }

    /// <summary>The same mailbox once more, after something was put into it.</summary>
    internal static async Task<HeldMailbox?> AgainAsync(Turn turn, CodeKeys keys) => turn.Keys.History is { } history
        ? SealingDoor.Open(await ListAsync(turn, keys), keys, history)
        : null;

    private static async Task<OpenVisit?> OpenByCodeAsync(Turn turn)
    {
        switch (CodeText.Read(turn.Form[FormField.Code]))
        {
            case CodeReading.Complete complete:
                using (complete.Code)
                {
                    return await OpenByCodeAsync(turn, complete.Code);
                }

            case CodeReading.Wrong wrong:
                using (wrong.Suggestion)
                {
                    CodeForm.ShowWrong(turn, wrong.Suggestion);
                }

                return null;
            case CodeReading.Incomplete:
                CodeForm.ShowError(turn, "open.error.incomplete");
                return null;
            case CodeReading.Unreadable:
                CodeForm.ShowError(turn, "open.error.unreadable");
                return null;
            default:
                CodeForm.ShowError(turn, "open.error.empty");
                return null;
        }
    }

    private static async Task<OpenVisit?> OpenByCodeAsync(Turn turn, ReferenceCode code)
    {
        if (turn.Keys.History is not { } history)
        {
            CodeForm.ShowError(turn, "open.error.keys");
            return null;
        }

        using var seeds = code.DeriveSeeds(history.OrganisationId);
        var visit = await OpenAsync(turn, CodeKeys.FromSeeds(seeds.Span));
        if (visit is not null)
        {
            turn.Desk.Visits.Close(VisitCookie.Read(turn.Http.Request));
            VisitCookie.Set(turn.Http.Response, turn.Desk.Visits.Begin(seeds));
        }

        return visit;
    }

    /// <summary>The visit takes the keys over.</summary>
    private static async Task<OpenVisit?> OpenAsync(Turn turn, CodeKeys keys)
    {
        var mailbox = await AgainAsync(turn, keys);
        if (mailbox is { MayBeReadHere: true })
        {
            return new OpenVisit(mailbox, keys);
        }

        keys.Dispose();
        mailbox?.Dispose();
        if (mailbox is null)
        {
            CodeForm.ShowError(turn, turn.Keys.History is null ? "open.error.keys" : "open.error.unknown");
        }
        else
        {
            ScriptOnlyPage.Show(turn);
        }

        return null;
    }

    /// <summary>What the host would hand out to this code; for an unknown one by the same steps, a list of nothing.</summary>
    private static async Task<ReadOnlyMemory<byte>> ListAsync(Turn turn, CodeKeys keys)
    {
        var store = turn.Desk.Mailbox;
        var found = await store.FindMailboxAsync(keys.Lookup, turn.Http.RequestAborted);
        var report = found?.ReportId ?? ObjectIds.Create(turn.Desk.Entropy);
        var entries = await store.ReadForReporterAsync(report, turn.Http.RequestAborted);
        return ObjectList.Encode(store.Directories.Current().Today(turn.Desk.Clock), entries, store.Recovery.StatementsOf(report));
    }
}
