using System.Diagnostics;
using IntegrityChannel.Casework.Host.Cases;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Rules.Away;
using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Rules.Orders;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Features.ListCases;

/// <summary>Projects the clock of every case of one officer, from clear headers only.</summary>
internal sealed class ListCases(CaseShelf shelf, MailboxStore mailbox, AbsenceTable absences, CivilClock clock)
{
    internal async Task<CaseList> RunAsync(Id16 officerId, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var away = await absences.ReadAllAsync(cancellationToken);
        var lines = new List<CaseLine>();
        foreach (var shelved in (await shelf.ReadForAsync(officerId, cancellationToken)).OrderBy(shelved => shelved.CaseNumber, StringComparer.Ordinal))
        {
            lines.Add(ToLine(shelved, today.Date, CaseOrders.On(shelved.File, today.Date, Retention.Days(mailbox)), CaseClock.Project(shelved.File, today.Date), away, await DecisionsAsync(shelved, officerId, cancellationToken)));
        }

        return new CaseList(today.Value, lines);
    }

    private async Task<IReadOnlyList<byte[]>> DecisionsAsync(ShelvedCase shelved, Id16 officerId, CancellationToken cancellationToken)
    {
        if (shelved.Objects.All(item => item.Kind != ObjectKind.Decision))
        {
            return [];
        }

        var entries = await mailbox.ReadForAsync(shelved.ReportId, officerId, cancellationToken) ?? [];
        return [.. entries.Where(entry => entry.Header.Kind == ObjectKind.Decision && entry.Form == EntryForm.ForReader).Select(entry => entry.Encode())];
    }

    private static CaseLine ToLine(ShelvedCase shelved, DateOnly today, CaseOrders orders, CaseClock dates, AwayList away, IReadOnlyList<byte[]> decisions) => new()
    {
        CaseNumber = shelved.CaseNumber,
        ReportId = shelved.ReportId.ToArray(),
        Received = Day(dates.Received),
        AcknowledgeBy = Day(dates.Acknowledge.Deadline.By),
        AcknowledgeWorkTarget = Day(dates.Acknowledge.Deadline.WorkTarget),
        Acknowledged = dates.Acknowledge.DoneOn is { } acknowledged ? Day(acknowledged) : null,
        AcknowledgedByChannel = dates.AcknowledgedByChannel,
        FeedbackBy = Day(dates.Feedback.Deadline.By),
        FeedbackWorkTarget = Day(dates.Feedback.Deadline.WorkTarget),
        Feedback = dates.Feedback.DoneOn is { } feedback ? Day(feedback) : null,
        ArticleAcknowledge = dates.Acknowledge.Deadline.Basis.ToString(),
        ArticleFeedback = dates.Feedback.Deadline.Basis.ToString(),
        Next = new NextLine(Name(dates.Next.What), Day(dates.Next.By), dates.Next.DaysLeft, Name(dates.Next.State)),
        Owner = dates.Owner?.ToArray(),
        Recipients = [.. shelved.Report.Recipients.Select(officer => officer.ToArray())],
        Heads = [.. HeadsOf(shelved)],
        Decisions = decisions,
        KeptUntil = Day(orders.KeptUntil),
        Held = orders.Holds.Count > 0,
        OrdersWaiting = orders.All.Count(order => order.State is OrderState.Waiting or OrderState.Held),
        Away = [.. AwayOf(shelved, away, today)],
        Uncovered = [.. Cover.Uncovered(shelved.File, away, today).Select(Name)],
    };

    // Sorted by author and stream: the order must not tell who wrote last.
    private static IEnumerable<HeadLine> HeadsOf(ShelvedCase shelved) => shelved.Objects
        .GroupBy(item => (item.Author, item.Stream))
        .OrderBy(chain => chain.Key.Author).ThenBy(chain => chain.Key.Stream)
        .Select(chain => new HeadLine(chain.Key.Author.ToArray(), chain.Key.Stream, chain.Max(item => item.Sequence)));

    // Of those who receive this case only: an absence says nothing about anybody else's cases.
    private static IEnumerable<AwayLine> AwayOf(ShelvedCase shelved, AwayList away, DateOnly today) =>
        from recipient in shelved.File.Recipients
        where recipient.Receives
        from absence in away.NotOver(recipient.Officer, today)
        select new AwayLine(recipient.Officer.ToArray(), Day(absence.From), Day(absence.To));

    private static uint Day(DateOnly date) => CivilDay.From(date).Value;

    private static string Name(NextStep step) => step switch
    {
        NextStep.None => "none",
        NextStep.Acknowledge => "acknowledge",
        NextStep.Feedback => "feedback",
        _ => throw new UnreachableException(),
    };

    private static string Name(DutyState state) => state switch
    {
        DutyState.Future => "future",
        DutyState.Now => "now",
        DutyState.Near => "near",
        DutyState.Overdue => "overdue",
        DutyState.Done => "done",
        _ => throw new UnreachableException(),
    };
}
