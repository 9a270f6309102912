using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Rules.Reminders;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>
/// Mails between being decided and being taken by the transport. Deciding a slot and writing its mail are one transaction, and the
/// slot's key allows one per officer and day: no restart, second process or clock jump makes two.
/// </summary>
internal sealed class MailOutbox(IDbContextFactory<CaseworkContext> factory, IEntropy entropy)
{
    /// <summary>
    /// Accounts whose slot of <paramref name="today"/> is not decided. A deactivated one has no slot; neither has one that gave no address, since nothing
    /// could be sent to it.
    /// </summary>
    internal async Task<IReadOnlyList<OpenSlot>> ReadUndecidedAsync(CivilDay today, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var officers = await context.Accounts
            .Where(row => row.MailAddress != "" && !context.People.Any(person => person.OfficerId == row.OfficerId && person.DeactivatedOn != null))
            .Where(row => !context.MailSlots.Any(slot => slot.OfficerId == row.OfficerId && slot.Day == today.Value))
            .Select(row => new
            {
                row.OfficerId,
                row.Role,
                Last = context.MailSlots.Where(slot => slot.OfficerId == row.OfficerId && slot.Day < today.Value).Max(slot => (uint?)slot.Day),
            })
            .ToListAsync(cancellationToken);
        return [.. officers.Select(row => new OpenSlot(Id16.From(row.OfficerId), row.Role, row.Last is { } day ? new CivilDay(day) : null))];
    }

    /// <summary>
    /// Stores the decision for one officer's slot; false when it was stored before. A mail that still waits is overtaken by the new one,
    /// which takes over what it would have said: a week without a mail server loses nothing and ends with one mail.
    /// </summary>
    internal async Task<bool> DecideAsync(Id16 officer, CivilDay day, SlotDecision decision, CancellationToken cancellationToken)
    {
        var id = officer.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var claimed = await context.Database.ExecuteSqlAsync(
            $"INSERT INTO mail_slots (officer_id, day) VALUES ({id}, {day.Value}) ON CONFLICT DO NOTHING", cancellationToken);
        if (claimed == 0)
        {
            return false;
        }

        if (decision is SlotDecision.Send send)
        {
            var waiting = await context.Outbox.Where(row => row.OfficerId == id && row.State == OutboxState.Waiting).ToListAsync(cancellationToken);
            waiting.ForEach(row => row.State = OutboxState.Superseded);
            context.Outbox.Add(CreateRow(id, day, send, waiting));
            await context.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// Takes one waiting mail whose time has come, the oldest first, and puts its next attempt off before it is tried, so that a crash in
    /// the middle leads to a later attempt and not to a loop. Mails to accounts that are gone are dropped.
    /// </summary>
    internal async Task<PlannedMail?> ClaimAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var latest = now.ToUnixTimeSeconds();
        var tooFar = latest + (long)RetryPlan.Longest.TotalSeconds;
        await using var context = await factory.CreateDbContextAsync(cancellationToken);

        // A next attempt further away than the longest wait was written by a clock that ran ahead.
        while (await context.Outbox
            .Where(row => row.State == OutboxState.Waiting && (row.NextAttemptUtc <= latest || row.NextAttemptUtc > tooFar))
            .OrderBy(row => row.SlotDay).ThenBy(row => row.Id).FirstOrDefaultAsync(cancellationToken) is { } row)
        {
            if (await context.Accounts.FindAsync([row.OfficerId], cancellationToken) is not { } account)
            {
                context.Outbox.Remove(row);
                await context.SaveChangesAsync(cancellationToken);
                continue;
            }

            row.Attempts++;
            row.NextAttemptUtc = RetryPlan.Next(now, row.Attempts).ToUnixTimeSeconds();
            await context.SaveChangesAsync(cancellationToken);
            return new PlannedMail(Id16.From(row.Id), account.MailAddress, account.Locale, (MailUrgency)row.Urgency, row.KeysEnd, row.DrillDue);
        }

        return null;
    }

    /// <summary>The transport took it.</summary>
    internal async Task MarkSentAsync(Id16 mail, CivilDay day, CancellationToken cancellationToken)
    {
        var id = mail.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await context.Outbox.Where(row => row.Id == id).ExecuteUpdateAsync(
            row => row.SetProperty(mail => mail.State, OutboxState.Sent).SetProperty(mail => mail.SentDay, day.Value), cancellationToken);
    }

    internal async Task<OutboxFigures> ReadFiguresAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var waiting = context.Outbox.Where(row => row.State == OutboxState.Waiting);
        return new OutboxFigures(
            await waiting.CountAsync(cancellationToken),
            await waiting.CountAsync(row => row.Attempts > 0, cancellationToken),
            await context.Outbox.MaxAsync(row => row.SentDay, cancellationToken));
    }

    private OutboxRow CreateRow(byte[] officer, CivilDay day, SlotDecision.Send send, List<OutboxRow> overtaken)
    {
        var id = new byte[Id16.Size];
        entropy.Fill(id);
        var urgency = send.Rule is MailRule.Constant
            ? MailUrgency.None
            : (MailUrgency)overtaken.Select(row => row.Urgency).Append((byte)send.Urgency).Max();
        return new OutboxRow
        {
            Id = id,
            OfficerId = officer,
            SlotDay = day.Value,
            Mode = (byte)send.Rule,
            Urgency = (byte)urgency,
            KeysEnd = send.Rule is not MailRule.Constant && (send.KeysEnd || overtaken.Exists(row => row.KeysEnd)),
            DrillDue = send.DrillDue || overtaken.Exists(row => row.DrillDue),
            Attempts = 0,
            NextAttemptUtc = 0,
            State = OutboxState.Waiting,
        };
    }
}
