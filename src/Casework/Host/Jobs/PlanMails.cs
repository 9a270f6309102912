using IntegrityChannel.Casework.Host.Cases;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Rules.Reminders;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>Decides today's slot of every officer, once.</summary>
internal sealed class PlanMails(CaseShelf shelf, ReadMarks marks, AbsenceTable absences, MailOutbox outbox, MailRuleSetting setting) : ITickStep
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
        foreach (var (officer, lastDecided) in undecided)
        {
            var decision = DailyMail.Decide(
                setting.Rule,
                PartyId.From(officer.Span),
                await CasesOfAsync(officer, shelved, cancellationToken),
                away,
                lastDecided is { } day ? [day.Date] : [],
                moment.Today,
                moment.Now);
            await outbox.DecideAsync(officer, moment.Day, decision, cancellationToken);
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
