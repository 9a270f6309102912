using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Cases;
using IntegrityChannel.Casework.Host.KeysLogs;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Rules.Orders;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Features.PutObject;

/// <summary>
/// Takes what an officer sealed: kinds 3 to 7 and 9, by the officer of the session, in a case of theirs, in a role that may do it. Everything
/// else about the object is the mailbox's to judge. Rules that a later object could change are not asked here, since a resent object must
/// get its first answer again.
/// </summary>
internal sealed class PutObject(CaseShelf shelf, MailboxStore mailbox, AccessRecorder access, CivilClock clock)
{
    internal async Task<PutOutcome> RunAsync(SessionOfficer session, byte[] bytes, CancellationToken cancellationToken)
    {
        if (!SealedObject.TryParse(bytes, out var sealedObject, out _))
        {
            // The mailbox names the finer class in its answer, and stores nothing.
            return await mailbox.PutAsync(bytes, PutAudience.Casework, cancellationToken);
        }

        var header = sealedObject.Header;
        if (header.Kind != ObjectKind.Control && ActOf(header.Kind) is null)
        {
            return new PutOutcome.Refused(PutCode.UnknownKind);
        }

        if (header.Author != session.OfficerId)
        {
            return new PutOutcome.Refused(PutCode.WrongSignature);
        }

        if (await shelf.FindForAsync(session.OfficerId, header.ReportId, cancellationToken) is not { } shelved)
        {
            return new PutOutcome.Refused(PutCode.UnknownReport);
        }

        if (!MayWrite(shelved, sealedObject))
        {
            return new PutOutcome.Refused(PutCode.UnknownKind);
        }

        await access.NoteAsync(session.OfficerId, AccessAction.Wrote, header.ReportId, cancellationToken);
        return await mailbox.PutAsync(bytes, PutAudience.Casework, cancellationToken);
    }

    private bool MayWrite(ShelvedCase shelved, SealedObject sealedObject)
    {
        var officer = PartyId.From(sealedObject.Header.Author.Span);
        return ActOf(sealedObject.Header.Kind) is { } act
            ? CaseActs.Decide(shelved.File, officer, act) is not ActDecision.Refused { Reason: ActRefusal.NotForThisRole }
            : IsStored(shelved, sealedObject) || MayOrder(shelved, officer, sealedObject);
    }

    private static bool IsStored(ShelvedCase shelved, SealedObject sealedObject) => shelved.Objects.Any(item => item.ObjectHash == sealedObject.ObjectHash);

    private bool MayOrder(ShelvedCase shelved, PartyId officer, SealedObject sealedObject) =>
        ControlOrder.TryParse(sealedObject.Body, out var order)
        && CaseOrders.On(shelved.File, clock.Today.Date, Retention.Days(mailbox)).MayOrder(officer, (OrderAction)(byte)order.Action, order.Day == default ? null : order.Day.Date);

    private static CaseAct? ActOf(ObjectKind kind) => kind switch
    {
        ObjectKind.Reply => CaseAct.Reply,
        ObjectKind.Acknowledgement => CaseAct.Acknowledge,
        ObjectKind.Feedback => CaseAct.GiveFeedback,
        ObjectKind.Decision => CaseAct.Decide,
        ObjectKind.Note => CaseAct.WriteNote,
        _ => null,
    };
}
