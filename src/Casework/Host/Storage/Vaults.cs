using IntegrityChannel.Crypto.Protocol.Encoding;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>Sealed vaults with compare-and-swap: two browsers of one officer cannot overwrite each other unseen (docs/protocol.md section 13).</summary>
internal sealed class Vaults(IDbContextFactory<CaseworkContext> factory)
{
    internal async Task<VaultRow?> FindAsync(Id16 officerId, CancellationToken cancellationToken)
    {
        var id = officerId.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Vaults.AsNoTracking().SingleOrDefaultAsync(row => row.OfficerId == id, cancellationToken);
    }

    /// <summary>Stores the vault if the stored version is still <paramref name="ifVersion"/>; false where someone was first.</summary>
    internal async Task<bool> TryReplaceAsync(Id16 officerId, ulong ifVersion, ulong version, byte[] vault, CancellationToken cancellationToken)
    {
        var id = officerId.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var replaced = await context.Vaults.Where(row => row.OfficerId == id && row.Version == ifVersion)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, version).SetProperty(row => row.Vault, vault), cancellationToken);
        return replaced == 1;
    }
}
