using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Cases;
using IntegrityChannel.Casework.Host.KeysLogs;
using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Features.GrantAccess;

/// <summary>
/// Takes a grant: kind 8 by the officer of the session, in a case of theirs, in a role that may reply. To whom it goes is the officers' own decision, and
/// their pages hold it to the list of those left out, which no host knows.
/// </summary>
internal sealed class GrantAccess(CaseShelf shelf, MailboxStore mailbox, AccessRecorder access)
{
    internal async Task<PutOutcome> RunAsync(SessionOfficer session, byte[] bytes, CancellationToken cancellationToken)
    {
        if (!GrantRequest.TryParse(bytes, out var request, out _))
        {
            // The mailbox names the finer class in its answer, and stores nothing.
            return await mailbox.GrantAsync(bytes, cancellationToken);
        }

        var header = request.Grant.Header;
        if (header.Author != session.OfficerId)
        {
            return new PutOutcome.Refused(PutCode.WrongSignature);
        }

        if (await shelf.FindForAsync(session.OfficerId, header.ReportId, cancellationToken) is not { } shelved)
        {
            return new PutOutcome.Refused(PutCode.UnknownReport);
        }

        if (CaseActs.Decide(shelved.File, PartyId.From(session.OfficerId.Span), CaseAct.Reply) is ActDecision.Refused)
        {
            return new PutOutcome.Refused(PutCode.UnknownKind);
        }

        await access.NoteAsync(session.OfficerId, AccessAction.LetIn, header.ReportId, cancellationToken);
        return await mailbox.GrantAsync(bytes, cancellationToken);
    }
}
