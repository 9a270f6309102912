using IntegrityChannel.Crypto.Protocol.Encoding;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>What each step last reported: a day and a code, for administrators.</summary>
internal sealed class TickResults(IDbContextFactory<CaseworkContext> factory)
{
    /// <summary>By name.</summary>
    internal async Task<IReadOnlyList<TickResultRow>> ReadAllAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.TickResults.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellationToken);
    }

    internal async Task RecordAsync(string name, CivilDay day, ushort result, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO tick_results (name, last_day, result) VALUES ({name}, {day.Value}, {result})
            ON CONFLICT (name) DO UPDATE SET last_day = excluded.last_day, result = excluded.result
            WHERE last_day <> excluded.last_day OR result <> excluded.result
            """,
            cancellationToken);
    }
}
