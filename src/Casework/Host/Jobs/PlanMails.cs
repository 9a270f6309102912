using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Cases;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Rules.Reminders;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>Decides today's slot of every account, once.</summary>
internal sealed class PlanMails(
    CaseShelf shelf, ReadMarks marks, AbsenceTable absences, DirectoryStore directories, MaintenanceLog maintenance, MailOutbox outbox, MailRuleSetting setting) : ITickStep
{
    public string Name => "plan-mails";

    public async Task<ushort> RunAsync(TickMoment moment, CancellationToken cancellationToken)
    {
        if (moment.Now < DailyMail.SlotOpens)
        {
            return 0;
        }

        var undecided = await outbox.ReadUndecidedAsync(moment.Day, cancellationToken);
        var shelved = undecided.Count > 0 ? await shelf.ReadAllAsync(cancellationToken) : [];
        var away = await absences.ReadAllAsync(cancellationToken);
        var published = directories.Current();
        var keys = KeyDays.Of(published);
        var lastDrill = (await maintenance.ReadLastWellAsync(MaintenanceLog.Drill, cancellationToken))?.Day is { } drilled ? new CivilDay(drilled) : published.Find(1)?.Content.Issued;
        foreach (var slot in undecided)
        {
            IReadOnlyCollection<DateOnly> decided = slot.LastDecided is { } day ? [day.Date] : [];
            var decision = slot.Role == SessionOfficer.AdministratorRole
                ? DailyMail.DecideForAdministrator(keys.All, lastDrill?.Date, decided, moment.Today, moment.Now)
                : DailyMail.Decide(
                    setting.Rule, PartyId.From(slot.Officer.Span), await CasesOfAsync(slot.Officer, shelved, cancellationToken),
                    keys.OfOfficer(slot.Officer), away, decided, moment.Today, moment.Now);
            await outbox.DecideAsync(slot.Officer, moment.Day, decision, cancellationToken);
        }

        return 0;
    }

    private async Task<List<OfficerCase>> CasesOfAsync(Id16 officer, IReadOnlyList<ShelvedCase> shelved, CancellationToken cancellationToken)
    {
        var read = await marks.ReadAsync(officer, cancellationToken);
        return [.. shelved.Select(each => new OfficerCase(each.File, read.GetValueOrDefault(each.ReportId)))];
    }
}

/// <summary>The organisation's rule for mail.</summary>
internal sealed class MailRuleSetting(Func<MailRule> ask)
{
    internal MailRuleSetting(MailRule rule)
        : this(() => rule)
    {
    }

    internal MailRule Rule => ask();
}
