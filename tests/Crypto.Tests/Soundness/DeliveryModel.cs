using System.Numerics;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Tests.Soundness;

/// <summary>An object that somebody wrote. What it builds on is known here as such, not by numbers and hashes as a reader has to find it out.</summary>
/// <param name="Signed">As it travels.</param>
/// <param name="Named">The objects that its header names, one bit each.</param>
/// <param name="Past">Those, what they name, and so on.</param>
internal sealed record WrittenObject(SignedHeader Signed, uint Named, uint Past)
{
    /// <summary>Takes an object into a history.</summary>
    internal static WrittenObject After(IReadOnlyList<WrittenObject> earlier, SignedHeader signed)
    {
        var (named, past) = (0u, 0u);
        foreach (var head in signed.Header.Sequence == 0 ? signed.Header.Seen : [new ChainHead(default, 0, 0, signed.Header.Previous), .. signed.Header.Seen])
        {
            var index = Enumerable.Range(0, earlier.Count).Single(index => earlier[index].Signed.ObjectHash == head.ObjectHash);
            named |= 1u << index;
            past |= (1u << index) | earlier[index].Past;
        }

        return new WrittenObject(signed, named, past);
    }
}

/// <summary>
/// What a reader must say of a delivery: which of the written objects the host hands out, to a reader who remembers some. Sets of objects are bits of a number, in the order of
/// writing. Nothing in here compares sequence numbers or hashes but the question which objects claim the same place.
/// </summary>
internal sealed class DeliveryModel
{
    private readonly IReadOnlyList<WrittenObject> written;
    private readonly uint[] samePlace;

    internal DeliveryModel(IReadOnlyList<WrittenObject> written)
    {
        this.written = written;
        samePlace = [.. written.Select(item => Set(Enumerable.Range(0, written.Count).Where(other => Place(written[other].Signed.Head) == Place(item.Signed.Head))))];
    }

    internal IReadOnlyList<WrittenObject> Written => written;

    internal static (Id16 Author, byte Stream, uint Sequence) Place(ChainHead head) => (head.Author, head.Stream, head.Sequence);

    internal static IEnumerable<int> Of(uint set)
    {
        for (; set != 0; set &= set - 1)
        {
            yield return BitOperations.TrailingZeroCount(set);
        }
    }

    internal static uint Set(IEnumerable<int> indexes) => indexes.Aggregate(0u, (set, index) => set | (1u << index));

    /// <summary>Every delivery with the report in it.</summary>
    internal IEnumerable<uint> Views()
    {
        for (var rest = 0u; rest < 1u << (written.Count - 1); rest++)
        {
            yield return (rest << 1) | 1;
        }
    }

    internal List<SignedHeader> Objects(uint view) => [.. Of(view).Select(index => written[index].Signed)];

    /// <summary>The promise of I-12: nothing is held back that what is there, or what the reader remembers, builds on; and nothing has two versions.</summary>
    internal bool IsWhole(uint view, uint memory)
    {
        var needed = memory | Past(memory) | Past(view);
        return (needed & ~view) == 0 && Of(view).All(index => BitOperations.PopCount(samePlace[index] & view) == 1);
    }

    /// <summary>What a reader says of one object: forked where another version is there or named, missing where what it names is not there.</summary>
    internal ChainState StateOf(int index, uint view, uint memory) =>
        IsForked(index, view, memory) ? ChainState.Forked
        : Of(written[index].Named & ~view).Any() ? ChainState.MissingBefore
        : ChainState.Whole;

    /// <summary>What is named or remembered and of which no version is there.</summary>
    internal IEnumerable<WrittenObject> Missing(uint view, uint memory) =>
        Of((Named(view) | memory) & ~view).Where(index => (samePlace[index] & view) == 0).Select(index => written[index]);

    internal uint Past(uint view) => Of(view).Aggregate(0u, (set, index) => set | written[index].Past);

    private uint Named(uint view) => Of(view).Aggregate(0u, (set, index) => set | written[index].Named);

    private bool IsForked(int index, uint view, uint memory)
    {
        var otherVersions = samePlace[index] & ~(1u << index);
        var namesAnotherVersion = Of(written[index].Named & ~view).Any(named => (samePlace[named] & view) != 0);
        return (otherVersions & (view | Named(view) | memory)) != 0 || namesAnotherVersion;
    }
}
