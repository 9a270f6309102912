using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Crypto.Protocol.Vaults;

/// <summary>After a refused write: what this session holds, put upon what another session stored. Nothing that either one knows is lost.</summary>
public static class VaultMerge
{
    /// <summary>Merges. The result shares the seeds of <paramref name="stored"/> and of keys that only <paramref name="mine"/> has.</summary>
    /// <param name="mine">This session's content.</param>
    /// <param name="stored">What the host holds now.</param>
    /// <param name="merged">The result, or null.</param>
    /// <param name="failure">not-an-officer, wrong-root or wrong-key where the two are not the same officer's vault.</param>
    public static bool TryMerge(VaultContent mine, VaultContent stored, out VaultContent? merged, out FailureClass failure)
    {
        ArgumentNullException.ThrowIfNull(mine);
        ArgumentNullException.ThrowIfNull(stored);
        failure = Compare(mine, stored);
        merged = failure == FailureClass.None ? Merge(mine, stored) : null;
        return merged is not null;
    }

    private static FailureClass Compare(VaultContent mine, VaultContent stored)
    {
        if (mine.OfficerId != stored.OfficerId || mine.OrganisationId != stored.OrganisationId)
        {
            return FailureClass.NotAnOfficer;
        }

        // Another root may have taken over between what one session saw and the other: the pin of the newer directory counts.
        if (mine.DirectorySequence == stored.DirectorySequence && mine.RootKey != stored.RootKey)
        {
            return FailureClass.WrongRoot;
        }

        return mine.SigningSeed.FixedTimeEquals(stored.SigningSeed.Span) ? FailureClass.None : FailureClass.WrongKey;
    }

    private static VaultContent Merge(VaultContent mine, VaultContent stored) => stored with
    {
        KemKeys = [.. stored.KemKeys.Concat(mine.KemKeys.Where(key => !stored.KemKeys.Any(other => other.Seed.FixedTimeEquals(key.Seed.Span)))).OrderBy(key => key.Serial)],
        RootKey = mine.DirectorySequence > stored.DirectorySequence ? mine.RootKey : stored.RootKey,
        DirectorySequence = Math.Max(mine.DirectorySequence, stored.DirectorySequence),
        HighestDay = mine.HighestDay > stored.HighestDay ? mine.HighestDay : stored.HighestDay,
        Reports = Union(stored.Reports, mine.Reports, report => report.ReportId, MergeReport),
        Drafts = Union(stored.Drafts, mine.Drafts, draft => draft.ReportId, (_, own) => own),
        Aside = Union(stored.Aside, mine.Aside, mark => mark.ReportId, (theirs, own) => own.Sequence > theirs.Sequence ? own : theirs),
    };

    private static List<T> Union<T>(IReadOnlyList<T> stored, IReadOnlyList<T> mine, Func<T, Id16> name, Func<T, T, T> both)
        where T : class
    {
        var result = stored.Select(item => mine.FirstOrDefault(own => name(own) == name(item)) is { } own ? both(item, own) : item).ToList();
        result.AddRange(mine.Where(own => !stored.Any(item => name(item) == name(own))));
        return result;
    }

    private static VaultReport MergeReport(VaultReport stored, VaultReport mine) => new(
        stored.ReportId,
        stored.KemKey.IsEmpty ? mine.KemKey : stored.KemKey,
        stored.AuthKey ?? mine.AuthKey,
        [.. stored.Excluded.Union(mine.Excluded).Order()],
        HigherHeads(stored.Heads, mine.Heads));

    /// <summary>The higher head of each chain, sorted.</summary>
    internal static List<ChainHead> HigherHeads(IEnumerable<ChainHead> left, IEnumerable<ChainHead> right) =>
        [.. left.Concat(right).GroupBy(head => (head.Author, head.Stream)).Select(chain => chain.MaxBy(head => head.Sequence)).Order()];
}
