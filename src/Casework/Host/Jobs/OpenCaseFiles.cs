using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>
/// New mailboxes become case files: a random number and a day, nothing else. The statutory clock runs from the mailbox's own day of
/// receipt, so a case file opened late by an outage loses no day.
/// </summary>
internal sealed class OpenCaseFiles(MailboxStore mailbox, CaseFiles files) : ITickStep
{
    public string Name => "open-case-files";

    public async Task<ushort> RunAsync(TickMoment moment, CancellationToken cancellationToken)
    {
        var opened = await files.ReadAllAsync(cancellationToken);
        foreach (var report in await mailbox.ReportsAsync(default, cancellationToken))
        {
            if (!opened.ContainsKey(report.ReportId))
            {
                await files.OpenAsync(report.ReportId, moment.Day, cancellationToken);
            }
        }

        return 0;
    }
}
