using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>A kind-8 object whose author signed it and that this reader could open.</summary>
internal sealed record OpenedGrant(ObjectHeader Header, OpenedContent.Grant Content);

/// <summary>
/// The officers of a report: those whom the reporter signed into the header of kind 1, and the newcomers of verified grants of scope 1, without anybody in
/// `excluded` (docs/protocol.md section 8). Never taken from a server.
/// </summary>
internal sealed class CaseMembers
{
    private readonly List<OpenedGrant> joined = [];
    private readonly List<Id16> ids;

    /// <param name="report">Header of kind 1.</param>
    /// <param name="excluded">Who must never receive.</param>
    /// <param name="grants">Oldest first.</param>
    /// <param name="history">Verified.</param>
    internal CaseMembers(ObjectHeader report, IReadOnlyCollection<Id16> excluded, IReadOnlyList<OpenedGrant> grants, DirectoryHistory history)
    {
        ids = RecipientSet.Of(report, excluded);

        // A newcomer may let in another: as long as somebody new joins, who was refused before is looked at again.
        for (var before = -1; before < ids.Count;)
        {
            before = ids.Count;
            foreach (var grant in grants.Where(grant => LetsIn(grant, excluded, history)))
            {
                if (!ids.Contains(grant.Content.Newcomer))
                {
                    ids.Add(grant.Content.Newcomer);
                    joined.Add(grant);
                }
            }
        }
    }

    internal IReadOnlyList<Id16> Ids => ids;

    /// <summary>An officer of the set whose chain begins as it may: a newcomer's first object has the granter in `seen`, at the grant or later.</summary>
    /// <param name="header">Of the object.</param>
    /// <param name="first">The first object of its chain; null where it is not held.</param>
    internal bool MayWrite(ObjectHeader header, ObjectHeader? first) =>
        ids.Contains(header.Author) && (first is null || MayBegin(first));

    private bool MayBegin(ObjectHeader first)
    {
        var letIn = joined.Where(grant => grant.Content.Newcomer == first.Author).ToList();
        return letIn.Count == 0
            || letIn.Exists(grant => first.Seen.Any(head => head.Author == grant.Header.Author && head.Stream == 0 && head.Sequence >= grant.Header.Sequence));
    }

    // Scope 1, by a member, sealed to the newcomer it names, who stands in the directory it names and was not left out.
    private bool LetsIn(OpenedGrant grant, IReadOnlyCollection<Id16> excluded, DirectoryHistory history)
    {
        var (header, content) = (grant.Header, grant.Content);
        return content.Scope == GrantScope.Joins
            && ids.Contains(header.Author)
            && !excluded.Contains(content.Newcomer)
            && history.Find(header.DirectorySequence, header.DirectoryHash)?.FindOfficer(content.Newcomer) is { } listed
            && listed.From <= header.Day && header.Day <= listed.To
            && header.Recipients.Contains(new Recipient(content.Newcomer, content.KeyId));
    }
}
