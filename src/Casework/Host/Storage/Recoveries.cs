using IntegrityChannel.Crypto.Protocol.Encoding;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>Recoveries, open and past. There are few in the life of an organisation, so every question reads them all.</summary>
internal sealed class Recoveries(IDbContextFactory<CaseworkContext> factory)
{
    /// <summary>The newest first.</summary>
    internal async Task<IReadOnlyList<RecoveryRow>> ReadAllAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Recoveries.AsNoTracking().OrderByDescending(row => row.AskedOn).ThenBy(row => row.RecoveryId).ToListAsync(cancellationToken);
    }

    /// <summary>Null where there is none of this id.</summary>
    internal async Task<RecoveryRow?> FindAsync(Id16 id, CancellationToken cancellationToken)
    {
        var key = id.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Recoveries.AsNoTracking().SingleOrDefaultAsync(row => row.RecoveryId == key, cancellationToken);
    }

    /// <summary>False where one is open already: asked on this day or later, and neither stored nor withdrawn.</summary>
    internal async Task<bool> TryAddAsync(RecoveryRow row, uint openSince, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.Recoveries.AnyAsync(other => other.StoredOn == null && other.WithdrawnOn == null && other.AskedOn >= openSince, cancellationToken))
        {
            return false;
        }

        context.Recoveries.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>False where somebody agreed before, or it was withdrawn.</summary>
    internal async Task<bool> TryAgreeAsync(Id16 id, Id16 who, uint today, CancellationToken cancellationToken)
    {
        var (key, agreed) = (id.ToArray(), who.ToArray());
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Recoveries.Where(row => row.RecoveryId == key && row.AgreedOn == null && row.WithdrawnOn == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.AgreedBy, agreed).SetProperty(row => row.AgreedOn, today), cancellationToken) == 1;
    }

    /// <summary>False where there is none, or it was stored or withdrawn before.</summary>
    internal async Task<bool> TryWithdrawAsync(Id16 id, uint today, CancellationToken cancellationToken)
    {
        var key = id.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Recoveries.Where(row => row.RecoveryId == key && row.StoredOn == null && row.WithdrawnOn == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.WithdrawnOn, today), cancellationToken) == 1;
    }

    internal async Task MarkStoredAsync(Id16 id, uint today, CancellationToken cancellationToken)
    {
        var key = id.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await context.Recoveries.Where(row => row.RecoveryId == key).ExecuteUpdateAsync(set => set.SetProperty(row => row.StoredOn, today), cancellationToken);
    }
}
