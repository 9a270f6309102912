using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Rules.Orders;

namespace IntegrityChannel.Casework.Tests.Rules;

/// <summary>Cases in a few words: <c>new CaseBuilder(day).With(...)</c>.</summary>
internal sealed class CaseBuilder
{
    private readonly List<ObjectHead> _objects = [];
    private readonly List<OrderFact> _orders = [];
    private readonly List<CaseRecipient> _recipients =
    [
        new(Responsible, OfficerRole.Responsible, true), new(Deputy, OfficerRole.Deputy, true),
    ];

    internal CaseBuilder(DateOnly received) =>
        _objects.Add(new ObjectHead(CaseObjectKind.Report, PartyId.Reporter, 0, 0, received));

    internal static PartyId Responsible { get; } = new(11);

    internal static PartyId Deputy { get; } = new(12);

    internal static PartyId Confidant { get; } = new(13);

    internal static PartyId Outsider { get; } = new(99);

    internal CaseFile File => new(_recipients, _objects, _orders);

    /// <summary>The orders so far, oldest first.</summary>
    internal IReadOnlyList<OrderFact> Orders => _orders;

    /// <summary>An officer's order; its name is its number.</summary>
    internal OrderName Order(OrderAction action, PartyId author, DateOnly on, OrderName target = default, DateOnly? day = null, PartyId? subject = null, params PartyId[] objects)
    {
        var name = new OrderName(1, (UInt128)(_orders.Count + 1));
        _orders.Add(new OrderFact(name, author, (uint)_orders.Count, on, action, day, subject, objects, target));
        return name;
    }

    internal CaseBuilder With(CaseObjectKind kind, PartyId author, DateOnly on)
    {
        var stream = (byte)(kind is CaseObjectKind.Note ? 1 : 0);
        var seq = (uint)_objects.Count(head => head.Author == author && head.Stream == stream);
        _objects.Add(new ObjectHead(kind, author, stream, seq, on));
        return this;
    }

    internal CaseBuilder To(params (PartyId Officer, OfficerRole Role)[] recipients)
    {
        _recipients.Clear();
        _recipients.AddRange(recipients.Select(recipient => new CaseRecipient(recipient.Officer, recipient.Role, true)));
        return this;
    }

    internal CaseBuilder Removed(PartyId officer)
    {
        var index = _recipients.FindIndex(recipient => recipient.Officer == officer);
        _recipients[index] = _recipients[index] with { Receives = false };
        return this;
    }
}
