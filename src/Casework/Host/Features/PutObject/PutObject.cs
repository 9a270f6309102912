using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Cases;
using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Features.PutObject;

/// <summary>
/// Takes what an officer sealed: kinds 3 to 7, by the officer of the session, in a case of theirs, in a role that may do it. Everything
/// else about the object is the mailbox's to judge. Rules that a later object could change are not asked here, since a resent object must
/// get its first answer again.
/// </summary>
internal sealed class PutObject(CaseShelf shelf, MailboxStore mailbox)
{
    internal async Task<PutOutcome> RunAsync(SessionOfficer session, byte[] bytes, CancellationToken cancellationToken)
    {
        if (!SealedObject.TryParse(bytes, out var sealedObject, out _))
        {
            // The mailbox names the finer class in its answer, and stores nothing.
            return await mailbox.PutAsync(bytes, PutAudience.Casework, cancellationToken);
        }

        var header = sealedObject.Header;
        if (ActOf(header.Kind) is not { } act)
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

        return CaseActs.Decide(shelved.File, PartyId.From(session.OfficerId.Span), act) is ActDecision.Refused { Reason: ActRefusal.NotForThisRole }
            ? new PutOutcome.Refused(PutCode.UnknownKind)
            : await mailbox.PutAsync(bytes, PutAudience.Casework, cancellationToken);
    }

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
