using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Rules.Orders;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Cases;

/// <summary>An order of the mailbox in the words of the rules.</summary>
internal static class OrderFacts
{
    internal static OrderFact Of(MailboxControl control) =>
        Of(control.Order, control.Stored.ObjectHash, control.Stored.Author, control.Stored.Sequence, control.Stored.PutDay);

    internal static OrderFact Of(ControlOrder order, Hash32 name, Id16 author, uint sequence, CivilDay putDay) => new(
        OrderName.From(name.Span),
        PartyId.From(author.Span),
        sequence,
        putDay.Date,
        (OrderAction)(byte)order.Action,
        order.Day == default ? null : order.Day.Date,
        order.Subject == Id16.Zeros ? null : PartyId.From(order.Subject.Span),
        [.. order.Objects.Select(id => PartyId.From(id.Span))],
        OrderName.From(order.Target.Span));
}
