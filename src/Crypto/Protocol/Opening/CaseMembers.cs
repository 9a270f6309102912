using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>
/// The officers of a report: those whom the reporter signed into the header of kind 1, and the newcomers of verified grants of scope 1 and of valid recovery
/// statements, without anybody in `excluded` and without those whom a colleague removed (docs/protocol.md section 8). Never taken from a server.
/// </summary>
internal sealed class CaseMembers
{
    private readonly List<CaseAct.Joins> joined = [];
    private readonly List<CaseAct.Leaves> left = [];
    private readonly List<RecoveryStatement> recovered = [];
    private readonly List<Id16> ids;

    private CaseMembers(ObjectHeader report, IReadOnlyCollection<Id16> excluded, IReadOnlyList<CaseAct> acts, IReadOnlyList<RecoveryStatement> recoveries, DirectoryHistory history)
    {
        ids = RecipientSet.Of(report, excluded);
        for (var index = 0; index < acts.Count; index++)
        {
            Recover(recoveries.Where(recovery => recovery.Day <= acts[index].Header.Day));
            if (acts[index] is CaseAct.Leaves leaves)
            {
                Remove(leaves);
            }
            else
            {
                LetIn([.. acts.Take(index + 1).OfType<CaseAct.Joins>()], excluded, history);
            }
        }

        Recover(recoveries);
    }

    /// <summary>Judges the acts of a case. What somebody did past the end of their chain counts for nothing, so the rest is judged again without it.</summary>
    /// <param name="report">Header of kind 1.</param>
    /// <param name="excluded">Who must never receive.</param>
    /// <param name="acts">In the order of their causes.</param>
    /// <param name="recoveries">Those that count (<see cref="RecoveryRules"/>); each takes effect before everything of its day.</param>
    /// <param name="history">Verified.</param>
    internal static CaseMembers Of(
        ObjectHeader report, IReadOnlyCollection<Id16> excluded, IReadOnlyList<CaseAct> acts, IReadOnlyList<RecoveryStatement> recoveries, DirectoryHistory history)
    {
        while (true)
        {
            var members = new CaseMembers(report, excluded, acts, recoveries, history);
            var counting = acts.Where(act => !members.IsPastTheEnd(act.Header)).ToList();
            if (counting.Count == acts.Count)
            {
                return members;
            }

            acts = counting;
        }
    }

    internal IReadOnlyList<Id16> Ids => ids;

    /// <summary>Who was removed, in the order of their removals.</summary>
    internal IReadOnlyList<Id16> Removed => [.. left.Select(leaves => leaves.Officer)];

    /// <summary>
    /// An officer of the set, or one who was while they wrote this, whose chain begins as it may: a newcomer's first object has the granter in `seen`, at the
    /// grant or later, or was written on the day of the recovery or later.
    /// </summary>
    /// <param name="header">Of the object.</param>
    /// <param name="first">The first object of its chain; null where it is not held.</param>
    internal bool MayWrite(ObjectHeader header, ObjectHeader? first) =>
        (ids.Contains(header.Author) || left.Exists(leaves => leaves.Officer == header.Author))
        && !IsPastTheEnd(header)
        && (first is null || MayBegin(first));

    /// <summary>A removal ends stream 0 at the head that it has seen, and stream 1 on its day.</summary>
    private bool IsPastTheEnd(ObjectHeader header) => left.Exists(leaves =>
        leaves.Officer == header.Author && (header.Stream == 0 ? header.Sequence > leaves.Highest : header.Day > leaves.Header.Day));

    private bool MayBegin(ObjectHeader first)
    {
        if (recovered.Find(recovery => recovery.Newcomer == first.Author) is { } recovery)
        {
            return first.Day >= recovery.Day;
        }

        var letIn = joined.Where(grant => grant.Content.Newcomer == first.Author).ToList();
        return letIn.Count == 0
            || letIn.Exists(grant => first.Seen.Any(head => head.Author == grant.Header.Author && head.Stream == 0 && head.Sequence >= grant.Header.Sequence));
    }

    // By a member, of a member, and never of the last one: somebody has to be left who reads.
    private void Remove(CaseAct.Leaves leaves)
    {
        if (ids.Count > 1 && ids.Contains(leaves.Header.Author) && ids.Remove(leaves.Officer))
        {
            left.Add(leaves);
        }
    }

    private void Recover(IEnumerable<RecoveryStatement> recoveries)
    {
        foreach (var recovery in recoveries.Where(recovery => !Knows(recovery.Newcomer)).OrderBy(recovery => recovery.Day).ThenBy(recovery => recovery.Newcomer))
        {
            ids.Add(recovery.Newcomer);
            recovered.Add(recovery);
        }
    }

    // A newcomer may let in another: as long as somebody new joins, who was refused before is looked at again.
    private void LetIn(List<CaseAct.Joins> grants, IReadOnlyCollection<Id16> excluded, DirectoryHistory history)
    {
        for (var before = -1; before < ids.Count;)
        {
            before = ids.Count;
            foreach (var grant in grants.Where(grant => !Knows(grant.Content.Newcomer) && LetsIn(grant, excluded, history)))
            {
                ids.Add(grant.Content.Newcomer);
                joined.Add(grant);
            }
        }
    }

    // Whoever was removed stays so: the end of a chain is not undone.
    private bool Knows(Id16 officer) => ids.Contains(officer) || left.Exists(leaves => leaves.Officer == officer);

    // Scope 1, by a member, sealed to the newcomer it names, who stands in the directory it names and was not left out.
    private bool LetsIn(CaseAct.Joins grant, IReadOnlyCollection<Id16> excluded, DirectoryHistory history)
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
