using IntegrityChannel.Casework.Rules.Away;
using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Crypto.Protocol.Encoding;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>Officers' absences. What of them another officer may see is decided by the case that both receive.</summary>
internal sealed class AbsenceTable(IDbContextFactory<CaseworkContext> factory)
{
    /// <summary>Every absence. For the tick and the calendar of gaps; a page gets its own or those of a case's recipients.</summary>
    internal async Task<AwayList> ReadAllAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await context.Absences.AsNoTracking().ToListAsync(cancellationToken);
        return new AwayList(rows.Select(row => new Absence(PartyId.From(row.OfficerId), new CivilDay(row.FromDay).Date, new CivilDay(row.ToDay).Date)));
    }

    /// <summary>The officer's own; null where none is entered.</summary>
    internal async Task<AbsenceRow?> FindAsync(Id16 officerId, CancellationToken cancellationToken)
    {
        var id = officerId.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Absences.AsNoTracking().SingleOrDefaultAsync(row => row.OfficerId == id, cancellationToken);
    }

    /// <summary>Enters the officer's absence in place of the one before.</summary>
    internal async Task SetAsync(Id16 officerId, CivilDay from, CivilDay to, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO absences (officer_id, from_day, to_day) VALUES ({officerId.ToArray()}, {from.Value}, {to.Value})
            ON CONFLICT (officer_id) DO UPDATE SET from_day = excluded.from_day, to_day = excluded.to_day
            """,
            cancellationToken);
    }

    /// <summary>The officer is in again.</summary>
    internal async Task ClearAsync(Id16 officerId, CancellationToken cancellationToken)
    {
        var id = officerId.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await context.Absences.Where(row => row.OfficerId == id).ExecuteDeleteAsync(cancellationToken);
    }
}
