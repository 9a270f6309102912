using IntegrityChannel.Crypto.Protocol.Encoding;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>When a backup was made and a restore was practised: one row a day and kind, the last word of that day.</summary>
internal sealed class MaintenanceLog(IDbContextFactory<CaseworkContext> factory)
{
    internal const string Backup = "backup";

    internal const string Drill = "drill";

    internal const ushort Well = 0;

    internal const ushort Failed = 1;

    /// <summary>The newest row of this kind, whatever its outcome; null where there is none.</summary>
    internal Task<MaintenanceRow?> ReadLastAsync(string kind, CancellationToken cancellationToken) =>
        FirstAsync(row => row.Kind == kind, cancellationToken);

    /// <summary>The newest row of this kind that went well; null where there is none.</summary>
    internal Task<MaintenanceRow?> ReadLastWellAsync(string kind, CancellationToken cancellationToken) =>
        FirstAsync(row => row.Kind == kind && row.Outcome == Well, cancellationToken);

    internal async Task RecordAsync(string kind, CivilDay day, ushort outcome, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO maintenance (kind, day, outcome) VALUES ({kind}, {day.Value}, {outcome})
            ON CONFLICT (kind, day) DO UPDATE SET outcome = excluded.outcome
            """,
            cancellationToken);
    }

    private async Task<MaintenanceRow?> FirstAsync(System.Linq.Expressions.Expression<Func<MaintenanceRow, bool>> wanted, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Maintenance.AsNoTracking().Where(wanted).OrderByDescending(row => row.Day).FirstOrDefaultAsync(cancellationToken);
    }
}
