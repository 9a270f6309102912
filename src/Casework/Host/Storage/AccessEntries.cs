using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>Who read what, at rest: by day while it is that day, then in the access log.</summary>
internal sealed class AccessEntries(IDbContextFactory<CaseworkContext> factory)
{
    internal async Task RecordAsync(AccessEntry entry, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO access_today (officer_id, action, report, day) VALUES ({entry.Officer.ToArray()}, {(byte)entry.Action}, {entry.Report.ToArray()}, {entry.Day.Value})
            ON CONFLICT (officer_id, action, report, day) DO NOTHING
            """,
            cancellationToken);
    }

    /// <summary>The last day that was closed; null before the first.</summary>
    internal async Task<CivilDay?> LastDayAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.AccessHeads.AsNoTracking().OrderByDescending(row => row.Day).Select(row => (uint?)row.Day).FirstOrDefaultAsync(cancellationToken) is { } day ? new CivilDay(day) : null;
    }

    /// <summary>Moves everything up to this day into the log, sets its head, and that head's leaf at this place of the keys log: all of it or nothing.</summary>
    internal async Task CloseAsync(CivilDay day, int keysPlace, Func<Hash32> salt, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var over = await context.AccessToday.Where(row => row.Day <= day.Value).ToListAsync(cancellationToken);
        var before = await context.AccessEntries.AsNoTracking().OrderBy(row => row.Place).Select(row => row.Opening).ToListAsync(cancellationToken);
        var added = over.Select(row => new AccessEntry(Id16.From(row.OfficerId), (AccessAction)row.Action, Hash32.From(row.Report), new CivilDay(row.Day)).Open(salt()))
            .OrderBy(opening => AccessEntry.LeafHashOf(opening)).ToList();
        Hash32[] leaves = [.. before.Concat(added).Select(opening => AccessEntry.LeafHashOf(opening))];
        var head = AccessEntry.Head(day, leaves).Open(salt());
        context.AccessToday.RemoveRange(over);
        context.AccessEntries.AddRange(added.Select((opening, at) => new AccessEntryRow { Place = before.Count + at, Opening = opening }));
        context.AccessHeads.Add(new AccessHeadRow { Day = day.Value, Size = leaves.Length, Opening = head });
        context.LogEntries.Add(new LogEntryRow { Place = keysPlace, Opening = head });
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The whole log and its heads, for auditors.</summary>
    internal async Task<(IReadOnlyList<byte[]> Openings, IReadOnlyList<AccessHeadRow> Heads)> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return (
            await context.AccessEntries.AsNoTracking().OrderBy(row => row.Place).Select(row => row.Opening).ToListAsync(cancellationToken),
            await context.AccessHeads.AsNoTracking().OrderBy(row => row.Day).ToListAsync(cancellationToken));
    }
}
