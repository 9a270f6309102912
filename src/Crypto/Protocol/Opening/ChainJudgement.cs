using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>How an object stands in its chains.</summary>
internal enum ChainState
{
    Whole,
    MissingBefore,
    Forked,
}

/// <summary>
/// Chains: seq and prev run per (author, stream) of a report, and `seen` names the newest object known of each other chain. Whoever reads must hold
/// every object that a predecessor, a `seen` or the own memory names, with that very hash; else something is missing or two versions exist.
/// </summary>
internal sealed class ChainJudgement
{
    private readonly IReadOnlyList<SignedHeader> objects;
    private readonly Dictionary<(Id16 Author, byte Stream, uint Sequence), List<int>> held = [];
    private readonly Dictionary<(Id16 Author, byte Stream, uint Sequence), ChainHead> missing = [];
    private readonly HashSet<int> forked = [];

    internal ChainJudgement(IReadOnlyList<SignedHeader> objects, IReadOnlyList<ChainHead> memory)
    {
        this.objects = objects;
        for (var index = 0; index < objects.Count; index++)
        {
            var place = Place(objects[index].Head);
            held.TryAdd(place, []);
            held[place].Add(index);
        }

        var states = objects.Select(item => Named(item).Select(Judge).Append(ChainState.Whole).Max()).ToList();
        foreach (var head in memory)
        {
            Judge(head);
        }

        forked.UnionWith(held.Values.Where(places => places.Count > 1).SelectMany(places => places));
        States = [.. states.Select((state, index) => forked.Contains(index) ? ChainState.Forked : state)];
        Heads = VaultMerge.HigherHeads([], objects.Select(item => item.Head));
        Depths = FindDepths();
    }

    /// <summary>For each object, by its place in the input.</summary>
    internal IReadOnlyList<ChainState> States { get; }

    /// <summary>The highest object of each chain.</summary>
    internal IReadOnlyList<ChainHead> Heads { get; }

    /// <summary>Named by someone and not held.</summary>
    internal IReadOnlyList<ChainHead> Missing => [.. missing.Values];

    /// <summary>Steps from the first object of the report, by place in the input: the order in which things were written.</summary>
    internal IReadOnlyList<int> Depths { get; }

    private static (Id16 Author, byte Stream, uint Sequence) Place(ChainHead head) => (head.Author, head.Stream, head.Sequence);

    /// <summary>What an object builds on: its predecessor and everything it has seen.</summary>
    private static IEnumerable<ChainHead> Named(SignedHeader signed)
    {
        var header = signed.Header;
        return header.Sequence == 0
            ? header.Seen
            : header.Seen.Prepend(new ChainHead(header.Author, header.Stream, header.Sequence - 1, header.Previous));
    }

    private ChainState Judge(ChainHead head)
    {
        if (!held.TryGetValue(Place(head), out var places))
        {
            missing[Place(head)] = head;
            return ChainState.MissingBefore;
        }

        if (places.Exists(place => objects[place].ObjectHash == head.ObjectHash))
        {
            return ChainState.Whole;
        }

        forked.UnionWith(places);
        return ChainState.Forked;
    }

    /// <summary>Longest path back to an object that names nothing held. Hashes make cycles impossible; the rounds bound hostile input.</summary>
    private int[] FindDepths()
    {
        var depths = new int[objects.Count];
        var changed = true;
        for (var round = 0; changed && round <= objects.Count; round++)
        {
            changed = false;
            for (var index = 0; index < objects.Count; index++)
            {
                var before = Named(objects[index]).SelectMany(head => held.GetValueOrDefault(Place(head), [])).Where(place => place != index)
                    .Select(place => depths[place] + 1).Append(0).Max();
                changed |= before > depths[index];
                depths[index] = Math.Max(depths[index], before);
            }
        }

        return depths;
    }
}
