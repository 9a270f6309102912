using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Intake.Host.Assisted.Choosing;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Sealing;
using IntegrityChannel.Intake.Host.Assisted.Texts;
using IntegrityChannel.Intake.Host.Assisted.Visits;
using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Intake.Mailbox;
using Microsoft.AspNetCore.Http.Features;

namespace IntegrityChannel.Intake.Host.Assisted.Turns;

/// <summary>What answers forms: made once, and it remembers nobody but the visits that are open.</summary>
internal sealed record FormDesk(MailboxStore Mailbox, ChannelTrust Trust, SealingDoor Door, VisitStore Visits, FrameFacts Facts, EndedDrafts Ended, TimeProvider Clock, IEntropy Entropy);

/// <summary>One form and the page that answers it. Nothing of either outlives it.</summary>
internal sealed class Turn(HttpContext http, FormDesk desk, FormTexts texts, FormFields form) : IDisposable
{
    internal HttpContext Http => http;

    internal FormDesk Desk => desk;

    internal FormTexts Texts => texts;

    internal FormFields Form => form;

    internal FormPage Page { get; } = new(texts);

    /// <summary>The number of this draft: as the form brought it, or a new one.</summary>
    internal Id16 Draft { get; private set; } = FormId.Read(form[FormField.Draft]) ?? ObjectIds.Create(desk.Entropy);

    /// <summary>Nothing more is shown of what has this number; what follows is another draft.</summary>
    internal void EndDraft()
    {
        desk.Ended.End(Draft);
        Draft = ObjectIds.Create(desk.Entropy);
    }

    internal TrustedKeys Keys { get; set; } = desk.Trust.Current();

    /// <summary>Looks at the keys again: they may have changed since this form came.</summary>
    internal TrustedKeys LookAgain() => Keys = desk.Trust.Current();

    /// <summary>
    /// Stores what was sealed. The form itself was let in as one that opens something; what is stored is held to the budget of storing as well, as if a page with
    /// script had sent it.
    /// </summary>
    /// <remarks>Whatever becomes of the connection after that: what was handed over is stored or refused, and the code tells which.</remarks>
    internal async Task<PutOutcome> PutAsync(ReadOnlyMemory<byte> sealedObject)
    {
        var admission = await http.RequestServices.GetRequiredService<BudgetDesk>().AdmitAsync(Budget.Submit, http.Features.GetRequiredFeature<Visitor>(), http.RequestAborted);
        return admission == Admission.Refused ? new PutOutcome.Refused(PutCode.Busy)
            : admission == Admission.Spare && !desk.Mailbox.HasRoomToSpare ? new PutOutcome.Refused(PutCode.StorageFull)
            : await desk.Mailbox.PutAsync(sealedObject, PutAudience.Intake, CancellationToken.None);
    }

    /// <summary>Begins the page that answers; whatever was written before is dropped.</summary>
    internal FormPage Begin(bool isError = false)
    {
        Page.Writer.Clear();
        Page.IsError = isError;
        Page.Draft = Draft;
        return Page.BeginFrame(desk.Facts, Keys);
    }

    public void Dispose() => Page.Dispose();
}
