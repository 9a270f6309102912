using IntegrityChannel.Crypto.Protocol.Encoding;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>How far each officer has read: what a reminder of unread news asks.</summary>
internal sealed class ReadMarks(IDbContextFactory<CaseworkContext> factory)
{
    /// <summary>By report, how many of the reporter's objects this officer was handed at best.</summary>
    internal async Task<IReadOnlyDictionary<Id16, int>> ReadAsync(Id16 officer, CancellationToken cancellationToken)
    {
        var id = officer.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var marks = await context.CaseReads.Where(row => row.OfficerId == id)
            .GroupBy(row => row.ReportId)
            .Select(rows => new { rows.Key, Objects = rows.Max(row => row.Objects) })
            .ToListAsync(cancellationToken);
        return marks.ToDictionary(mark => Id16.From(mark.Key), mark => mark.Objects);
    }
}
