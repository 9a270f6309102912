using System.Text;
using IntegrityChannel.Crypto.Protocol.Encoding;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>Officers' and administrators' accounts.</summary>
internal sealed class Accounts(IDbContextFactory<CaseworkContext> factory)
{
    /// <summary>Characters of an account name.</summary>
    internal const int LongestName = 64;

    /// <summary>How a typed name is compared: trimmed, lower case, composed.</summary>
    internal static string Normalise(string name) => name.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();

    internal async Task<AccountRow?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var normalised = Normalise(name);
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Accounts.AsNoTracking().SingleOrDefaultAsync(row => row.Name == normalised, cancellationToken);
    }

    internal async Task<AccountRow?> FindAsync(Id16 officerId, CancellationToken cancellationToken)
    {
        var id = officerId.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Accounts.AsNoTracking().SingleOrDefaultAsync(row => row.OfficerId == id, cancellationToken);
    }

    /// <summary>Adds an account with its first vault, both or neither. An officer who has one already keeps it untouched.</summary>
    internal async Task<EnrolOutcome> EnrolAsync(AccountRow account, VaultRow vault, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        if (await context.Accounts.AnyAsync(row => row.OfficerId == account.OfficerId, cancellationToken))
        {
            return EnrolOutcome.AlreadyThere;
        }

        if (await context.Accounts.AnyAsync(row => row.Name == account.Name, cancellationToken))
        {
            return EnrolOutcome.NameTaken;
        }

        context.Accounts.Add(account);
        context.Vaults.Add(vault);
        await context.SaveChangesAsync(cancellationToken);
        return EnrolOutcome.Enrolled;
    }

    /// <summary>
    /// Puts a new passphrase in place of the old one: vault, wrap, salt and login key, and the end of every session but one, all in one
    /// transaction. False where the vault has another version by now; then nothing is changed.
    /// </summary>
    internal async Task<bool> ChangePassphraseAsync(PassphraseChange change, Id16 keptSession, CancellationToken cancellationToken)
    {
        var (officer, kept) = (change.OfficerId.ToArray(), keptSession.ToArray());
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var replaced = await context.Vaults.Where(row => row.OfficerId == officer && row.Version == change.IfVersion).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Version, change.Version).SetProperty(row => row.Vault, change.Vault), cancellationToken);
        if (replaced != 1)
        {
            return false;
        }

        await context.Accounts.Where(row => row.OfficerId == officer).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LoginPublicKey, change.LoginKey)
                .SetProperty(row => row.Salt, change.Salt)
                .SetProperty(row => row.MemoryKib, change.MemoryKib)
                .SetProperty(row => row.Iterations, change.Iterations)
                .SetProperty(row => row.VkId, change.VkId)
                .SetProperty(row => row.VkWrap, change.VkWrap),
            cancellationToken);
        await context.Sessions.Where(row => row.OfficerId == officer && row.SessionId != kept).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// The first account of an organisation that is just being set up. What an attempt before it left behind goes: while there is no organisation, no
    /// account means anything.
    /// </summary>
    internal async Task BeginAsync(AccountRow account, VaultRow vault, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Accounts.ExecuteDeleteAsync(cancellationToken);
        await context.Vaults.ExecuteDeleteAsync(cancellationToken);
        context.Accounts.Add(account);
        context.Vaults.Add(vault);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The Argon2id parameters that most accounts have: what a made-up account shows.</summary>
    internal async Task<(uint MemoryKib, uint Iterations)> UsualParametersAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var usual = await context.Accounts.GroupBy(row => new { row.MemoryKib, row.Iterations })
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.MemoryKib)
            .Select(group => group.Key).FirstOrDefaultAsync(cancellationToken);
        return usual is null ? (256 * 1024, 3) : (usual.MemoryKib, usual.Iterations);
    }
}
