using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>Keys of this host that outlive a restart and protect no content.</summary>
internal sealed class HostKeys(IDbContextFactory<CaseworkContext> factory)
{
    /// <summary>The stored key of this name; null where there is none.</summary>
    internal async Task<byte[]?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return (await context.HostKeys.AsNoTracking().SingleOrDefaultAsync(row => row.Name == name, cancellationToken))?.Value;
    }

    /// <summary>The stored key of this name; <paramref name="fresh"/> becomes it where there is none. Of two first callers one is heard, both read it.</summary>
    internal async Task<byte[]> ReadOrAddAsync(string name, byte[] fresh, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"INSERT INTO host_keys (name, value) VALUES ({name}, {fresh}) ON CONFLICT (name) DO NOTHING", cancellationToken);
        return (await context.HostKeys.AsNoTracking().SingleAsync(row => row.Name == name, cancellationToken)).Value;
    }
}
