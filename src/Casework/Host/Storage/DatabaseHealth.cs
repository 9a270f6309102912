using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>Whether casework.db answers.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<CaseworkContext> factory)
{
    internal async Task<bool> IsReachableAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Database.CanConnectAsync(cancellationToken);
    }
}
