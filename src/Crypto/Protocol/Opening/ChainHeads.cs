using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>Sequence, predecessor and `seen` of the next object of a chain, from the newest head of every chain.</summary>
internal static class ChainHeads
{
    internal static ObjectPlacement Next(ObjectPlacement placement, IReadOnlyList<ChainHead> heads, Id16 author, byte stream)
    {
        var own = heads.Where(head => head.Author == author && head.Stream == stream).Select(head => (ChainHead?)head).FirstOrDefault();
        return placement with
        {
            Sequence = own is { } last ? last.Sequence + 1 : 0,
            Previous = own?.ObjectHash ?? Hash32.Zeros,
            Seen = [.. heads.Where(head => head.Stream <= stream && !(head.Author == author && head.Stream == stream))],
        };
    }
}
