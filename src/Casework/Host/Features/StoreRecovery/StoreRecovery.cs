using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Recovering;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Recovering;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Intake.Mailbox.Recovering;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Casework.Host.Features.StoreRecovery;

/// <summary>
/// Takes what came back: signed by the root, for the recovery that two people agreed to, for reports of that officer only, and for a key that the newcomer
/// certified. Whom a reporter left out no host knows; the offline machine looked, and every client looks again.
/// </summary>
internal sealed class StoreRecovery(Recoveries recoveries, RecoveryPeople people, MailboxStore mailbox, CivilClock clock)
{
    internal async Task<Outcome> RunAsync(Id16 id, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (await recoveries.FindAsync(id, cancellationToken) is not { } row)
        {
            return new Outcome.Unknown();
        }

        if (!RecoveryAnswer.TryParse(bytes, out var answer, out var failure))
        {
            return new Outcome.Refused(failure == FailureClass.UnknownSuite ? "rehearsal" : "malformed");
        }

        if (Judge(answer, row) is { } reason)
        {
            return new Outcome.Refused(reason);
        }

        var outcomes = answer.Reports.Select(mailbox.Recovery.Store).ToList();
        if (outcomes.Contains(RecoveryStored.Stored))
        {
            await recoveries.MarkStoredAsync(id, clock.Today.Value, cancellationToken);
        }

        return new Outcome.Done(
            outcomes.Count(outcome => outcome == RecoveryStored.Stored),
            outcomes.Count(outcome => outcome == RecoveryStored.AlreadyThere),
            outcomes.Count(outcome => outcome is RecoveryStored.Gone or RecoveryStored.Refused));
    }

    private string? Judge(RecoveryAnswer answer, RecoveryRow row)
    {
        var published = mailbox.Directories.Current();
        if (row.AgreedOn is not { } agreedOn || !people.IsOpen(row))
        {
            return people.IsOpen(row) ? "not-agreed" : "ended";
        }

        return published.Directories.FirstOrDefault(directory => directory.Hash == answer.DirectoryHash) is not { } directory || answer.Judge(directory) != FailureClass.None ? "root"
            : answer.Newcomer != Id16.From(row.Newcomer) || answer.Reports.Any(report => (ushort)report.Statement.Reason != row.Reason) ? "other"
            : !Fits(answer, directory) ? "newcomer"
            : answer.Day.Value < agreedOn || answer.Day > clock.Today ? "day"
            : answer.Reports.Count == 0 || !answer.Reports.All(report => WasOpenTo(report, Id16.From(row.Lost))) ? "reports"
            : null;
    }

    private bool Fits(RecoveryAnswer answer, Directory directory) =>
        directory.FindOfficer(answer.Newcomer) is not null
        && answer.Reports.All(report => mailbox.Directories.Current().IsCertified(answer.Newcomer, report.Statement.KeyId));

    // Only what the lost officer reads may come in by this recovery; an erased report is told apart later.
    private bool WasOpenTo(RecoveredReport report, Id16 lost) => mailbox.Recovery.IsReaderOrGone(report.Statement.ReportId, lost);

    internal abstract record Outcome
    {
        private Outcome()
        {
        }

        /// <param name="Stored">Reports that the newcomer can read now.</param>
        /// <param name="AlreadyThere">Reports that were stored before.</param>
        /// <param name="NotTaken">Reports that were erased meanwhile, or from which the newcomer was removed.</param>
        internal sealed record Done(int Stored, int AlreadyThere, int NotTaken) : Outcome;

        internal sealed record Refused(string Reason) : Outcome;

        internal sealed record Unknown : Outcome;
    }
}
