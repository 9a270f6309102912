using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Tests.Soundness;

/// <summary>What a reader says of the objects before it.</summary>
internal sealed record ChainVerdict(IReadOnlyList<ChainState> States, IReadOnlySet<(Id16 Author, byte Stream, uint Sequence)> Missing)
{
    internal bool IsWhole => Missing.Count == 0 && States.All(state => state == ChainState.Whole);
}

/// <summary>The rules of section 7 of docs/protocol.md, so that each can be left out.</summary>
[Flags]
internal enum ChainRules
{
    Predecessors = 1,
    Seen = 2,
    Memory = 4,
    Hashes = 8,
    OneVersion = 16,
    All = Predecessors | Seen | Memory | Hashes | OneVersion,
}

/// <summary>Judges a delivery by numbers and hashes.</summary>
internal static class ChainReaders
{
    /// <summary>The verifier that the clients use.</summary>
    internal static ChainVerdict Real(IReadOnlyList<SignedHeader> objects, IReadOnlyList<ChainHead> memory)
    {
        var judged = new ChainJudgement(objects, memory);
        return new ChainVerdict(judged.States, judged.Missing.Select(DeliveryModel.Place).ToHashSet());
    }

    /// <summary>The same rules written once more, with some left out.</summary>
    internal static ChainVerdict By(ChainRules rules, IReadOnlyList<SignedHeader> objects, IReadOnlyList<ChainHead> memory)
    {
        var held = objects.ToLookup(item => DeliveryModel.Place(item.Head));
        var missing = new HashSet<(Id16, byte, uint)>();
        var forked = held.Where(place => rules.HasFlag(ChainRules.OneVersion) && place.Count() > 1).Select(place => place.Key).ToHashSet();
        var states = objects.Select(item => Named(rules, item).Select(Judge).Append(ChainState.Whole).Max()).ToList();
        foreach (var head in rules.HasFlag(ChainRules.Memory) ? memory : [])
        {
            Judge(head);
        }

        return new ChainVerdict([.. objects.Select((item, index) => forked.Contains(DeliveryModel.Place(item.Head)) ? ChainState.Forked : states[index])], missing);

        ChainState Judge(ChainHead head)
        {
            var place = DeliveryModel.Place(head);
            if (!held.Contains(place))
            {
                missing.Add(place);
                return ChainState.MissingBefore;
            }

            if (!rules.HasFlag(ChainRules.Hashes) || held[place].Any(item => item.ObjectHash == head.ObjectHash))
            {
                return ChainState.Whole;
            }

            forked.Add(place);
            return ChainState.Forked;
        }
    }

    private static IEnumerable<ChainHead> Named(ChainRules rules, SignedHeader signed)
    {
        var header = signed.Header;
        IReadOnlyList<ChainHead> before = header.Sequence > 0 && rules.HasFlag(ChainRules.Predecessors) ? [new ChainHead(header.Author, header.Stream, header.Sequence - 1, header.Previous)] : [];
        return rules.HasFlag(ChainRules.Seen) ? before.Concat(header.Seen) : before;
    }
}
