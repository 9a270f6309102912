using IntegrityChannel.Casework.Rules.Cases;

namespace IntegrityChannel.Casework.Rules.Orders;

/// <summary>Where an order stands.</summary>
public enum OrderState
{
    /// <summary>Waits for a colleague's word, or for the thirtieth day.</summary>
    Waiting,

    /// <summary>Would take effect, but a hold stands.</summary>
    Held,

    /// <summary>A colleague objected: it never takes effect.</summary>
    Stopped,

    /// <summary>In effect.</summary>
    InEffect,

    /// <summary>Signed by somebody whose role does not carry it.</summary>
    Void,
}

/// <summary>An order and where it stands.</summary>
/// <param name="Fact">The order.</param>
/// <param name="State">Where it stands on the day that was asked for.</param>
/// <param name="ConfirmedBy">The order that confirmed it; null without one.</param>
public sealed record JudgedOrder(OrderFact Fact, OrderState State, OrderFact? ConfirmedBy);

/// <summary>
/// What the orders of a case come to on a civil day (docs/protocol.md section 22). Pure: it depends on what was stored and on the day, never on how often or in
/// which order it is asked, so whoever acts on it may ask again after any restart or jump of the clock.
/// </summary>
public sealed class CaseOrders
{
    /// <summary>Days after which an order takes effect without a colleague's word.</summary>
    public const int QuietDays = 30;

    private readonly CaseFile file;
    private readonly DateOnly today;
    private readonly Dictionary<OrderName, OrderState> terms = [];

    private CaseOrders(CaseFile file, DateOnly today, int retentionDays)
    {
        this.file = file;
        this.today = today;
        Holds = [.. Of(OrderAction.Hold).Where(hold => !Of(OrderAction.Release).Any(release => release.Target == hold.Name && StateOf(release) is OrderState.InEffect))];
        KeptUntil = JudgeTerms(file.Received.AddDays(retentionDays));
        All = [.. file.Orders.Select(order => new JudgedOrder(order, StateOf(order), Word(order, OrderAction.Confirm)))];
    }

    /// <summary>Judges the orders of a case.</summary>
    /// <param name="file">With its orders.</param>
    /// <param name="today">Civil day of the organisation.</param>
    /// <param name="retentionDays">How long the organisation keeps cases, from the day of receipt.</param>
    public static CaseOrders On(CaseFile file, DateOnly today, int retentionDays)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfNegative(retentionDays);
        return new CaseOrders(file, today, retentionDays);
    }

    /// <summary>Every order, as it stands.</summary>
    public IReadOnlyList<JudgedOrder> All { get; }

    /// <summary>Holds that stand: nothing of the case is erased.</summary>
    public IReadOnlyList<OrderFact> Holds { get; }

    /// <summary>The day until which the case is kept. Nothing is erased by itself on it; officers are told that it came.</summary>
    public DateOnly KeptUntil { get; }

    /// <summary>Erasures that are due; the whole report before its parts.</summary>
    public IReadOnlyList<JudgedOrder> Erasures =>
        [.. All.Where(order => order is { Fact.Action: OrderAction.Erase, State: OrderState.InEffect }).OrderByDescending(order => order.Fact.NamesTheWholeReport)];

    /// <summary>Officers who were removed, and whose keys are to go for good by now.</summary>
    public IReadOnlyList<PartyId> Shredded =>
        [.. All.Where(order => order is { Fact.Action: OrderAction.RemoveRecipient, State: OrderState.InEffect }).Select(order => order.Fact.Subject!.Value)];

    /// <summary>Which orders need the role of responsible or deputy.</summary>
    /// <param name="action">The action.</param>
    /// <param name="shortens">Of action 1: whether it makes the term shorter.</param>
    public static bool NeedsDecider(OrderAction action, bool shortens) =>
        action is OrderAction.Release or OrderAction.Erase || (action is OrderAction.RetainUntil && shortens);

    /// <summary>Whether the officer's role carries the order.</summary>
    public bool MayOrder(PartyId officer, OrderAction action, DateOnly? day) =>
        file.FindReceiving(officer) is not null && (!NeedsDecider(action, day < KeptUntil) || IsDecider(officer));

    // In the order of their days: whether a term is longer or shorter depends on the one before it.
    private DateOnly JudgeTerms(DateOnly kept)
    {
        foreach (var order in Of(OrderAction.RetainUntil).OrderBy(order => order.PutDay).ThenBy(order => order.Author).ThenBy(order => order.Seq))
        {
            var state = order.Day >= kept ? OrderState.InEffect : IsDecider(order.Author) ? AfterAWord(order, blockedByHold: true) : OrderState.Void;
            terms[order.Name] = state;
            kept = state is OrderState.InEffect ? order.Day!.Value : kept;
        }

        return kept;
    }

    private OrderState StateOf(OrderFact order) => order.Action switch
    {
        OrderAction.RetainUntil => terms[order.Name],
        OrderAction.Release or OrderAction.Erase when !IsDecider(order.Author) => OrderState.Void,
        OrderAction.Release or OrderAction.RemoveRecipient => AfterAWord(order, blockedByHold: false),
        OrderAction.Erase => AfterAWord(order, blockedByHold: true),
        _ => OrderState.InEffect,
    };

    /// <summary>A colleague's objection stops an order for good; else a colleague's word or thirty days let it through, while no hold stands.</summary>
    private OrderState AfterAWord(OrderFact order, bool blockedByHold) =>
        Word(order, OrderAction.ObjectTo) is not null ? OrderState.Stopped
        : Word(order, OrderAction.Confirm) is null && today < order.PutDay.AddDays(QuietDays) ? OrderState.Waiting
        : blockedByHold && Holds.Count > 0 ? OrderState.Held
        : OrderState.InEffect;

    private OrderFact? Word(OrderFact order, OrderAction action) => Of(action).FirstOrDefault(word => word.Target == order.Name && word.Author != order.Author);

    private bool IsDecider(PartyId officer) =>
        file.Recipients.Any(recipient => recipient.Officer == officer && recipient.Role is (OfficerRole.Responsible or OfficerRole.Deputy));

    private IEnumerable<OrderFact> Of(OrderAction action) => file.Orders.Where(order => order.Action == action);
}
