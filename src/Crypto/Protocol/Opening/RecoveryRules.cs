using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>A recovery statement as one reader judges it.</summary>
/// <param name="Newcomer">Who was let in, or would have been.</param>
/// <param name="Day">Civil day of the ceremony.</param>
/// <param name="Reason">Why.</param>
/// <param name="Counts">False for one that lets nobody in: not signed by the root, the reporter refused recovery, or left this officer out. Nobody honest makes such a one.</param>
public sealed record OpenedRecovery(Id16 Newcomer, CivilDay Day, RecoveryReason Reason, bool Counts);

/// <summary>
/// Which recovery statements let somebody in (docs/protocol.md section 8): genuine, for this report, whose kind 1 names recovery, and whose reporter did not leave
/// the newcomer out. A reporter cannot know the last, and is shown who came in.
/// </summary>
internal static class RecoveryRules
{
    /// <summary>Those that count.</summary>
    internal static IReadOnlyList<RecoveryStatement> Counting(
        IReadOnlyList<RecoveryStatement> statements, ObjectHeader report, IReadOnlyCollection<Id16> excluded, DirectoryHistory history) =>
        [
            .. statements.Where(statement => RecipientSet.NamesRecovery(report)
                && !excluded.Contains(statement.Newcomer)
                && statement.Judge(report.ReportId, history) == FailureClass.None),
        ];

    /// <summary>All of them, for the eye.</summary>
    internal static IReadOnlyList<OpenedRecovery> Describe(IReadOnlyList<RecoveryStatement> statements, IReadOnlyList<RecoveryStatement> counting) =>
        [.. statements.Select(statement => new OpenedRecovery(statement.Newcomer, statement.Day, statement.Reason, counting.Contains(statement)))];
}
