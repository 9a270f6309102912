using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>
/// Every directory of an organisation, verified from the first root on: each names the hash of the one before, and a new root needs a root change
/// signed by the old root and the new one, or where the old one is lost by the new one and every officer. By it objects under older directories are judged.
/// </summary>
public sealed class DirectoryHistory
{
    private readonly List<Directory> directories = [];
    private readonly List<Hash32> roots = [];
    private readonly List<RootChange> changes = [];

    private DirectoryHistory()
    {
    }

    /// <summary>Oldest first; number n stands at n − 1.</summary>
    public IReadOnlyList<Directory> Directories => directories;

    /// <summary>Every root that ever signed, oldest first.</summary>
    public IReadOnlyList<Hash32> Roots => roots;

    /// <summary>Every change of the root, oldest first.</summary>
    public IReadOnlyList<RootChange> RootChanges => changes;

    public Id16 OrganisationId => directories[0].OrganisationId;

    /// <summary>Verifies a whole chain; stops at the first entry that does not hold.</summary>
    /// <param name="chain">As parsed from GET /d/chain.</param>
    /// <param name="history">The history, or null.</param>
    /// <param name="failure">malformed (empty), wrong-organisation, wrong-root, wrong-chain or wrong-signature.</param>
    public static bool TryVerify(DirectoryChain chain, [NotNullWhen(true)] out DirectoryHistory? history, out FailureClass failure)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var built = new DirectoryHistory();
        failure = FailureClass.None;
        foreach (var entry in chain.Entries)
        {
            failure = entry.Kind == ChainEntryKind.Directory ? built.AddDirectory(entry.Bytes) : built.AddRootChange(entry.Bytes);
            if (failure != FailureClass.None)
            {
                break;
            }
        }

        failure = failure == FailureClass.None && built.directories.Count == 0 ? FailureClass.Malformed : failure;
        history = failure == FailureClass.None ? built : null;
        return history is not null;
    }

    /// <summary>The directory with this number and hash; null where the history has no such one.</summary>
    public Directory? Find(uint sequence, Hash32 hash) =>
        directories.FirstOrDefault(directory => directory.Sequence == sequence && directory.Hash == hash);

    /// <summary>
    /// Whether a reader may accept an object made under that directory on that day: it was issued by then (one day of slack), and no directory
    /// issued two or more days before had ended its acceptance.
    /// </summary>
    public bool Accepts(Directory directory, CivilDay day)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return directory.Content.Issued <= day.AddDays(1)
            && !directories.Exists(other => other.Content.Issued.AddDays(2) <= day && other.Content.AcceptFrom > directory.Sequence);
    }

    private FailureClass AddDirectory(ReadOnlyMemory<byte> bytes)
    {
        if (!UntrustedDirectory.TryParse(bytes, out var untrusted, out var failure))
        {
            return failure;
        }

        var first = directories.Count == 0;
        failure = Follows(untrusted, first);
        if (failure != FailureClass.None || !untrusted.Verify(untrusted.ClaimedRoot, untrusted.Claimed.OrganisationId, out var directory, out failure))
        {
            return failure;
        }

        directories.Add(directory);
        roots.AddRange(first ? [untrusted.ClaimedRoot] : []);
        return FailureClass.None;
    }

    /// <summary>Same organisation, the root in force, the next in the chain; in this order, before the signature.</summary>
    private FailureClass Follows(UntrustedDirectory candidate, bool first)
    {
        var claimed = candidate.Claimed;
        if (!first && claimed.OrganisationId != OrganisationId)
        {
            return FailureClass.WrongOrganisation;
        }

        if (first ? claimed.OrganisationId != Sic.OrganisationId(claimed.RootKey.Span) : claimed.RootKey != roots[^1])
        {
            return FailureClass.WrongRoot;
        }

        var expected = first ? (1u, Hash32.Zeros) : (directories[^1].Sequence + 1, directories[^1].Hash);
        return (claimed.Sequence, claimed.PreviousHash) == expected ? FailureClass.None : FailureClass.WrongChain;
    }

    private FailureClass AddRootChange(ReadOnlyMemory<byte> bytes)
    {
        if (!RootChange.TryParse(bytes, out var change, out var failure))
        {
            return failure;
        }

        if (directories.Count == 0 || change.FromSequence != directories[^1].Sequence + 1)
        {
            return FailureClass.WrongChain;
        }

        if (change.OrganisationId != OrganisationId)
        {
            return FailureClass.WrongOrganisation;
        }

        if (change.OldRoot != roots[^1])
        {
            return FailureClass.WrongRoot;
        }

        if (!change.VerifySignatures(directories[^1]))
        {
            return FailureClass.WrongSignature;
        }

        roots.Add(change.NewRoot);
        changes.Add(change);
        return FailureClass.None;
    }
}
