using IntegrityChannel.Casework.Host.Cases;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Rules.Orders;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>
/// Carries out what the orders of officers come to: erasures that took effect, and the keys of officers who were removed. The mailbox keeps a tombstone of each,
/// so a second time, after a restart or a jump of the clock, there is nothing left to do.
/// </summary>
internal sealed class ApplyOrders(CaseShelf shelf, MailboxStore mailbox, CaseFiles files, CaseReads reads) : ITickStep
{
    /// <summary>E-31: somebody still read an older state; the next tick tries again.</summary>
    private const ushort NotYet = 31;

    public string Name => "apply-orders";

    public async Task<ushort> RunAsync(TickMoment moment, CancellationToken cancellationToken)
    {
        var done = mailbox.Erasure.Resume();
        foreach (var shelved in await shelf.ReadAllAsync(cancellationToken))
        {
            done &= Apply(shelved, moment.Day);
        }

        await ForgetErasedAsync(cancellationToken);
        return done ? (ushort)0 : NotYet;
    }

    private bool Apply(ShelvedCase shelved, CivilDay today)
    {
        if (shelved.File.Orders.Count == 0)
        {
            return true;
        }

        var orders = CaseOrders.On(shelved.File, today.Date, Retention.Days(mailbox));
        var done = true;
        foreach (var erasure in orders.Erasures)
        {
            done &= Erase(shelved, erasure, today);
            if (erasure.Fact.NamesTheWholeReport)
            {
                return done;
            }
        }

        foreach (var officer in orders.Shredded)
        {
            done &= mailbox.Erasure.ShredReader(shelved.ReportId, Id16.From(officer.ToArray()));
        }

        return done;
    }

    private bool Erase(ShelvedCase shelved, JudgedOrder erasure, CivilDay today)
    {
        var orderId = IdOf(shelved, erasure.Fact);
        return !erasure.Fact.NamesTheWholeReport
            ? mailbox.Erasure.EraseObjects(shelved.ReportId, [.. erasure.Fact.Objects.Select(id => Id16.From(id.ToArray()))], orderId, today)
            : mailbox.Erasure.EraseReport(shelved.ReportId, orderId, erasure.ConfirmedBy is { } word ? IdOf(shelved, word) : null, today);
    }

    private static Id16 IdOf(ShelvedCase shelved, OrderFact fact) =>
        shelved.Objects.First(item => item.Sequence == fact.Seq && item.Stream == 0 && PartyId.From(item.Author.Span) == fact.Author).ObjectId;

    /// <summary>The number and the reading marks of a case go with its report.</summary>
    private async Task ForgetErasedAsync(CancellationToken cancellationToken)
    {
        var numbered = await files.ReadAllAsync(cancellationToken);
        foreach (var reportId in (await mailbox.ErasedReportsAsync(cancellationToken)).Where(numbered.ContainsKey))
        {
            await reads.ForgetAsync(reportId, cancellationToken);
            await files.ForgetAsync(reportId, cancellationToken);
        }
    }
}
