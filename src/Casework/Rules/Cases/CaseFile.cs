using IntegrityChannel.Casework.Rules.Orders;

namespace IntegrityChannel.Casework.Rules.Cases;

/// <summary>Kinds of objects, numbered as in SIC-1.</summary>
public enum CaseObjectKind : byte
{
    /// <summary>The report itself; exactly one in a case.</summary>
    Report = 1,

    /// <summary>Something the reporter sent later.</summary>
    ReporterMessage = 2,

    /// <summary>An officer's question or answer.</summary>
    Reply = 3,

    /// <summary>An officer confirms receipt.</summary>
    Acknowledgement = 4,

    /// <summary>Action and grounds.</summary>
    Feedback = 5,

    /// <summary>Admissible, not admissible, handed over, closed; which one is sealed.</summary>
    Decision = 6,

    /// <summary>A private note among officers.</summary>
    Note = 7,

    /// <summary>A newcomer may read.</summary>
    Grant = 8,

    /// <summary>Retention, holds, removals.</summary>
    Control = 9,

    /// <summary>The reporter took answers away.</summary>
    Removal = 10,

    /// <summary>The channel confirms receipt in the officers' place.</summary>
    ChannelNotice = 11,

    /// <summary>The reporter's identity, sealed apart.</summary>
    Identity = 12,
}

/// <summary>Roles of officers, numbered as in SIC-1.</summary>
public enum OfficerRole : byte
{
    /// <summary>Receives and follows up reports.</summary>
    Responsible = 1,

    /// <summary>Stands in for the responsible.</summary>
    Deputy = 2,

    /// <summary>First contact; reads only what a reporter sealed to them.</summary>
    Confidant = 3,

    /// <summary>Inquires into assigned cases.</summary>
    Investigator = 4,

    /// <summary>Head of the organisation; never a recipient.</summary>
    Chief = 5,

    /// <summary>Data protection officer.</summary>
    DataProtectionOfficer = 6,
}

/// <summary>An officer named by the report as one who may read it.</summary>
/// <param name="Officer">Who.</param>
/// <param name="Role">Role in the directory in force.</param>
/// <param name="Receives">False once removed from the case or gone from the directory: such an officer hears nothing more of it.</param>
public sealed record CaseRecipient(PartyId Officer, OfficerRole Role, bool Receives);

/// <summary>What the clear header of an object says; the only thing about it that rules see.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Author">Who signed it.</param>
/// <param name="Stream">0, or 1 for notes among officers.</param>
/// <param name="Seq">Place in its author's chain, from 0.</param>
/// <param name="PutDay">Civil day of the server at its storing.</param>
public readonly record struct ObjectHead(CaseObjectKind Kind, PartyId Author, byte Stream, uint Seq, DateOnly PutDay);

/// <summary>A case as the server may know it: recipients and the heads of its objects, without a word of content.</summary>
public sealed class CaseFile
{
    /// <summary>Takes the facts in any order; they are kept by day and author, since the order of arrival is not stored.</summary>
    /// <exception cref="ArgumentException">There is not exactly one report among the objects.</exception>
    public CaseFile(IEnumerable<CaseRecipient> recipients, IEnumerable<ObjectHead> objects)
        : this(recipients, objects, [])
    {
    }

    /// <summary>The same with the orders about the case.</summary>
    /// <exception cref="ArgumentException">There is not exactly one report among the objects.</exception>
    public CaseFile(IEnumerable<CaseRecipient> recipients, IEnumerable<ObjectHead> objects, IEnumerable<OrderFact> orders)
    {
        ArgumentNullException.ThrowIfNull(recipients);
        ArgumentNullException.ThrowIfNull(objects);
        Recipients = [.. recipients];
        Objects =
        [
            .. objects.OrderBy(head => head.PutDay).ThenBy(head => head.Author)
                .ThenBy(head => head.Stream).ThenBy(head => head.Seq),
        ];
        Orders = [.. orders ?? throw new ArgumentNullException(nameof(orders))];
        var reports = Objects.Where(head => head.Kind is CaseObjectKind.Report && head.Author == PartyId.Reporter).ToList();
        Received = reports is [var report]
            ? Earlier(report.PutDay)
            : throw new ArgumentException("A case holds exactly one report.", nameof(objects));
    }

    /// <summary>R1: the civil day on which the server had the whole report, or the earlier one on which it reached the organisation another way.</summary>
    public DateOnly Received { get; }

    /// <summary>Everyone the report names, also those who no longer receive.</summary>
    public IReadOnlyList<CaseRecipient> Recipients { get; }

    /// <summary>All objects, by put day, author, stream and place in the chain.</summary>
    public IReadOnlyList<ObjectHead> Objects { get; }

    /// <summary>The orders about the case, in any order.</summary>
    public IReadOnlyList<OrderFact> Orders { get; }

    /// <summary>The recipient that still receives, or null.</summary>
    public CaseRecipient? FindReceiving(PartyId officer) =>
        Recipients.FirstOrDefault(recipient => recipient.Officer == officer && recipient.Receives);

    /// <summary>
    /// The first object of that kind by an officer whom the report names. Objects of anyone else carry no legal effect,
    /// whatever the store lists; a later removal does not undo what was done before it.
    /// </summary>
    internal ObjectHead? FirstByOfficer(CaseObjectKind kind)
    {
        foreach (var head in Objects)
        {
            if (head.Kind == kind && Recipients.Any(recipient => recipient.Officer == head.Author))
            {
                return head;
            }
        }

        return null;
    }

    /// <summary>The earliest day that an officer of the case named; a later one than the server's own counts for nothing.</summary>
    private DateOnly Earlier(DateOnly putDay) => Orders
        .Where(order => order.Action is OrderAction.ReceivedEarlier && Recipients.Any(recipient => recipient.Officer == order.Author))
        .Select(order => order.Day ?? putDay).Append(putDay).Min();
}
