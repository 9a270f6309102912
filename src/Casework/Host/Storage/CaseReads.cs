using IntegrityChannel.Crypto.Protocol.Encoding;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>Which officer fetched which case on which day, and how far the reporter's messages were then handed out (what reminders of unread messages ask).</summary>
internal sealed class CaseReads(IDbContextFactory<CaseworkContext> factory)
{
    internal async Task RecordAsync(Id16 officerId, Id16 reportId, CivilDay day, int objects, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO case_reads (officer_id, report_id, day, objects) VALUES ({officerId.ToArray()}, {reportId.ToArray()}, {day.Value}, {objects})
            ON CONFLICT (officer_id, report_id, day) DO UPDATE SET objects = max(objects, excluded.objects)
            """,
            cancellationToken);
    }

    /// <summary>Forgets who read a case that was erased.</summary>
    internal async Task ForgetAsync(Id16 reportId, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"DELETE FROM case_reads WHERE report_id = {reportId.ToArray()}", cancellationToken);
    }
}
