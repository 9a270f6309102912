using System.Globalization;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Rules.Away;
using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Casework.Host.Features.AdministratorStatus;

/// <summary>
/// What an administrator may know (docs/architecture.md, "Who may know what"): machines, keys and calendars, and of reports only how many
/// came on days that have been over for three days. The gap is found from the calendar of absences, never from cases: a warning about a
/// case would say that there is one.
/// </summary>
internal sealed class AdministratorStatus(
    TickResults results, OfficerRegister register, DirectoryStore directories, AbsenceTable absences, MailboxStore mailbox, CivilClock clock,
    DataFolder data, MaintenanceLog maintenance)
{
    /// <summary>The youngest day whose total is shown, in days before today.</summary>
    internal const int TotalsAfterDays = 3;

    private const int TotalsDays = 31;
    private const long Mib = 1024 * 1024;
    private const long DiskStepMib = 256;
    private const string Well = "ok";

    internal async Task<StatusAnswer> ReadAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var ticks = await results.ReadAllAsync(cancellationToken);
        var directory = register.Newest;
        return new StatusAnswer(
            today.Value,
            [.. ticks.Select(row => new TickLine(row.Name, row.LastDay, Describe(row.Result)))],
            directory is null ? null : new DirectoryLine(directory.Sequence, directory.Content.Expires.Value),
            OfficerLines(),
            ReadDisk(),
            FindGap(await absences.ReadAllAsync(cancellationToken), today),
            new UpkeepLines(await ReadUpkeepAsync(MaintenanceLog.Backup, cancellationToken), await ReadUpkeepAsync(MaintenanceLog.Drill, cancellationToken)),
            await CountAsync(today, cancellationToken));
    }

    private static string Describe(ushort result) => result == 0 ? Well : string.Create(CultureInfo.InvariantCulture, $"E-{result:00}");

    private List<OfficerLine> OfficerLines()
    {
        var published = directories.Current();
        return [.. (register.Newest?.Officers ?? []).Select(officer => new OfficerLine(officer.Display, (byte)officer.Role, published.CertificateOf(officer.Id)?.To.Value))];
    }

    private async Task<UpkeepLine> ReadUpkeepAsync(string kind, CancellationToken cancellationToken)
    {
        var last = await maintenance.ReadLastAsync(kind, cancellationToken);
        var well = await maintenance.ReadLastWellAsync(kind, cancellationToken);
        return new UpkeepLine(last?.Day, last?.Outcome == MaintenanceLog.Well, well?.Day);
    }

    private DiskLine ReadDisk()
    {
        var free = new DriveInfo(data.Root).AvailableFreeSpace / Mib;
        return new DiskLine(free / DiskStepMib * DiskStepMib, MailboxOptions.DefaultMinimumFreeBytes / Mib);
    }

    private GapLine? FindGap(AwayList away, CivilDay today)
    {
        var everyReport = (register.Newest?.Officers ?? []).Where(officer => officer.DefaultSet && officer.From <= today && today <= officer.To);
        return Cover.FirstGap([.. everyReport.Select(officer => PartyId.From(officer.Id.Span))], away, today.Date) is { } gap
            ? new GapLine(CivilDay.From(gap.From).Value, CivilDay.From(gap.To).Value)
            : null;
    }

    private async Task<TotalsLine> CountAsync(CivilDay today, CancellationToken cancellationToken)
    {
        var to = today.AddDays(-TotalsAfterDays);
        var from = to.AddDays(1 - TotalsDays);
        var reports = await mailbox.ReportsAsync(from, cancellationToken);
        return new TotalsLine(
            from.Value,
            to.Value,
            [
                .. reports.Where(report => report.PutDay >= from && report.PutDay <= to).GroupBy(report => report.PutDay)
                    .OrderBy(day => day.Key).Select(day => new DayTotal(day.Key.Value, day.Count())),
            ]);
    }
}
