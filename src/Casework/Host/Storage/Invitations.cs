using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>Open invitations. There are few, so every question reads them all: a code is compared with each in constant time, and none is looked up by an index.</summary>
internal sealed class Invitations(IDbContextFactory<CaseworkContext> factory)
{
    /// <summary>More than any organisation invites at once.</summary>
    internal const int MostOpen = 100;

    internal async Task<IReadOnlyList<InvitationRow>> ReadAllAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Invitations.AsNoTracking().OrderBy(row => row.Account).ToListAsync(cancellationToken);
    }

    /// <summary>The invitation of this code that has not expired; null for every other code.</summary>
    internal async Task<InvitationRow?> FindAsync(Hash32 codeHash, uint today, CancellationToken cancellationToken)
    {
        InvitationRow? found = null;
        foreach (var row in await ReadAllAsync(cancellationToken))
        {
            if (CryptographicOperations.FixedTimeEquals(row.CodeHash, codeHash.Span) && row.ExpiresOn >= today)
            {
                found = row;
            }
        }

        return found;
    }

    /// <summary>False where the account name is taken, by an account in use or by another invitation, or where too many are open.</summary>
    internal async Task<bool> TryAddAsync(InvitationRow row, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var taken = await context.Accounts.Where(account => account.Name == row.Account)
            .AnyAsync(account => !context.People.Any(person => person.OfficerId == account.OfficerId && person.DeactivatedOn != null), cancellationToken);
        if (taken || await context.Invitations.AnyAsync(other => other.Account == row.Account, cancellationToken) || await context.Invitations.CountAsync(cancellationToken) >= MostOpen)
        {
            return false;
        }

        context.Invitations.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>False where there is none of this id.</summary>
    internal async Task<bool> WithdrawAsync(Id16 invitationId, CancellationToken cancellationToken)
    {
        var id = invitationId.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Invitations.Where(row => row.InvitationId == id).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    /// <summary>
    /// Spends the invitation and makes the account with its vault: all or nothing, and once. The name of a deactivated account is free for its holder's
    /// new one; the old row keeps it with a mark that no name has.
    /// </summary>
    internal async Task<bool> TrySpendAsync(InvitationRow invitation, AccountRow account, VaultRow vault, PersonRow person, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.Invitations.Where(row => row.InvitationId == invitation.InvitationId).ExecuteDeleteAsync(cancellationToken) != 1
            || await context.Accounts.AnyAsync(row => row.OfficerId == account.OfficerId, cancellationToken))
        {
            return false;
        }

        var former = await context.Accounts.AsNoTracking().SingleOrDefaultAsync(row => row.Name == account.Name, cancellationToken);
        if (former is not null)
        {
            var kept = $"{former.Name}#{Convert.ToHexStringLower(former.OfficerId)}";
            await context.Accounts.Where(row => row.OfficerId == former.OfficerId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, kept), cancellationToken);
        }

        context.Accounts.Add(account);
        context.Vaults.Add(vault);
        context.People.Add(person);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
