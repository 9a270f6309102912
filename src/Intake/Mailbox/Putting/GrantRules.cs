using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Putting;

/// <summary>
/// What a host can say of the wraps that come with a grant: one newcomer, to whom the grant itself is sealed under the same key, and sealed objects of the same
/// report, kind 1 among them (whoever has no wrap of it is no reader). Whom the reporter left out no host knows; honest clients refuse, and void it.
/// </summary>
internal static class GrantRules
{
    /// <summary>The refusal, or null where the wraps may be stored.</summary>
    internal static PutOutcome? Judge(GrantRequest request, QuestionSession session)
    {
        var header = request.Grant.Header;
        if (request.Wraps is not [var first, ..] || request.Wraps.Any(wrap => wrap.Who != first.Who || wrap.KeyId != first.KeyId))
        {
            return new PutOutcome.Refused(PutCode.Malformed);
        }

        if (!first.Who.NamesAnOfficer || !header.Recipients.Contains(new Recipient(first.Who, first.KeyId)) || session.IsRecipient(header.ReportId, first.Who))
        {
            return new PutOutcome.Refused(PutCode.UnknownRecipient);
        }

        var kinds = session.SealedKindsOf(header.ReportId);
        var handedOn = request.Wraps.Select(wrap => kinds.TryGetValue(wrap.ObjectId, out var kind) ? kind : (ObjectKind?)null).ToList();
        return handedOn.TrueForAll(kind => kind is not (null or ObjectKind.Identity)) && handedOn.Contains(ObjectKind.Report)
            ? null
            : new PutOutcome.Refused(PutCode.Malformed);
    }
}
