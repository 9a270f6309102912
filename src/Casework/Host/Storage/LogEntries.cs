using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>The keys log at rest.</summary>
internal sealed class LogEntries(IDbContextFactory<CaseworkContext> factory)
{
    /// <summary>Every opening, in the order of the log.</summary>
    internal async Task<IReadOnlyList<byte[]>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.LogEntries.AsNoTracking().OrderBy(row => row.Place).Select(row => row.Opening).ToListAsync(cancellationToken);
    }

    /// <summary>Adds all of these behind the last, or none: a place that is taken fails the whole.</summary>
    internal async Task AppendAsync(int firstPlace, IReadOnlyList<byte[]> openings, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        context.LogEntries.AddRange(openings.Select((opening, at) => new LogEntryRow { Place = firstPlace + at, Opening = opening }));
        await context.SaveChangesAsync(cancellationToken);
    }
}
