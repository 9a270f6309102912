using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>A verified object that changes who belongs to a case: a grant that this reader could open, or a removal.</summary>
internal abstract record CaseAct(ObjectHeader Header)
{
    /// <summary>Kind 8.</summary>
    internal sealed record Joins(ObjectHeader Header, OpenedContent.Grant Content) : CaseAct(Header);

    /// <summary>Kind 9, action 4.</summary>
    internal sealed record Leaves(ObjectHeader Header, Id16 Officer) : CaseAct(Header)
    {
        /// <summary>The highest place of stream 0 that still counts; −1 for none. Whoever leaves by their own hand ends with that very object.</summary>
        internal long Highest => Header.Author == Officer
            ? Header.Sequence
            : Header.Seen.Where(head => head.Author == Officer && head.Stream == 0).Select(head => (long)head.Sequence).Append(-1).Max();
    }

    /// <summary>Null for what changes nothing.</summary>
    internal static CaseAct? Of(ObjectHeader header, OpenedContent? content) => content switch
    {
        OpenedContent.Grant grant => new Joins(header, grant),
        OpenedContent.Control { Order: { Action: ControlAction.RemoveRecipient } order } => new Leaves(header, order.Subject),
        _ => null,
    };
}
