using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Recovering;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Recovering;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Features.TakeRecovery;

/// <summary>
/// Makes what is carried to the offline machine, once two people said so: of each report of the lost officer kind 1, the stubs, and the wraps to recovery without
/// their shred layer. A report that refused recovery has no such wrap and is not in it. Nothing of it opens without the shares.
/// </summary>
internal sealed class TakeRecovery(Recoveries recoveries, RecoveryPeople people, MailboxStore mailbox, ChannelKey key, CivilClock clock)
{
    /// <summary>Where a request stops taking more reports, in bytes: well below what a reader takes.</summary>
    private const long Enough = 192L * 1024 * 1024;

    internal async Task<Outcome> RunAsync(Id16 id, CancellationToken cancellationToken)
    {
        if (await recoveries.FindAsync(id, cancellationToken) is not { } row)
        {
            return new Outcome.Unknown();
        }

        if (row.AgreedBy is not { } agreed || !people.IsOpen(row))
        {
            return new Outcome.Refused(people.IsOpen(row) ? "not-agreed" : "ended");
        }

        var (lost, newcomer) = (Id16.From(row.Lost), Id16.From(row.Newcomer));
        var reports = Collect(lost, newcomer, cancellationToken);
        var published = mailbox.Directories.Current();
        if (reports.Count == 0 || published is not { Newest: { } newest })
        {
            return new Outcome.Refused("nothing");
        }

        var wish = new RecoveryWish(
            lost, newcomer, (RecoveryReason)row.Reason, await people.NameAsync(Id16.From(row.AskedBy), cancellationToken) ?? "", await people.NameAsync(Id16.From(agreed), cancellationToken) ?? "");
        var today = clock.Today;
        return new Outcome.Made(RecoveryRequest.Create(newest.OrganisationId, today, wish, published.Chain(), published.Document(today), reports, key));
    }

    private List<RecoverableReport> Collect(Id16 lost, Id16 newcomer, CancellationToken cancellationToken)
    {
        var reports = new List<RecoverableReport>();
        var size = 0L;
        foreach (var reportId in mailbox.Recovery.Open(lost, newcomer).Take(RecoveryRequest.MostReports).TakeWhile(_ => size < Enough))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (mailbox.Recovery.Read(reportId) is { } report)
            {
                reports.Add(report);
                size += report.Objects.Sum(item => (long)item.Entry.Bytes.Length + item.Wrap.Length);
            }
        }

        return reports;
    }

    internal abstract record Outcome
    {
        private Outcome()
        {
        }

        internal sealed record Made(byte[] Request) : Outcome;

        internal sealed record Refused(string Reason) : Outcome;

        internal sealed record Unknown : Outcome;
    }
}
