using IntegrityChannel.Crypto.Protocol.Encoding;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>What administrators know of the holders of accounts.</summary>
internal sealed class People(IDbContextFactory<CaseworkContext> factory)
{
    /// <summary>Every account with what is known of its holder, by name.</summary>
    internal async Task<IReadOnlyList<(AccountRow Account, PersonRow? Person)>> ReadAllAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var people = (await context.People.AsNoTracking().ToListAsync(cancellationToken)).ToDictionary(row => Id16.From(row.OfficerId));
        var accounts = await context.Accounts.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellationToken);
        return [.. accounts.Select(account => (account, people.GetValueOrDefault(Id16.From(account.OfficerId))))];
    }

    internal async Task<bool> IsDeactivatedAsync(Id16 officerId, CancellationToken cancellationToken)
    {
        var id = officerId.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.People.AnyAsync(row => row.OfficerId == id && row.DeactivatedOn != null, cancellationToken);
    }

    /// <summary>Deactivates an account and ends its sessions, in one act. False where there is no such account, or where it is the last active administrator.</summary>
    internal async Task<bool> TryDeactivateAsync(Id16 officerId, uint today, CancellationToken cancellationToken)
    {
        var id = officerId.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var account = await context.Accounts.AsNoTracking().SingleOrDefaultAsync(row => row.OfficerId == id, cancellationToken);
        if (account is null || (account.Role == 0 && !await HasAnotherAdministratorAsync(context, id, cancellationToken)))
        {
            return false;
        }

        (await FindOrAddAsync(context, id, cancellationToken)).DeactivatedOn ??= today;
        await context.SaveChangesAsync(cancellationToken);
        await context.Sessions.Where(row => row.OfficerId == id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>False where there is no such account, or where its name went to a newer one.</summary>
    internal async Task<bool> TryReactivateAsync(Id16 officerId, CancellationToken cancellationToken)
    {
        var id = officerId.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var account = await context.Accounts.AsNoTracking().SingleOrDefaultAsync(row => row.OfficerId == id, cancellationToken);
        if (account is null || account.Name.Contains('#', StringComparison.Ordinal))
        {
            return false;
        }

        await context.People.Where(row => row.OfficerId == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.DeactivatedOn, (uint?)null), cancellationToken);
        return true;
    }

    /// <summary>False where there is no such account.</summary>
    internal async Task<bool> TryNoteAsync(Id16 officerId, uint? trainedOn, string? decision, CancellationToken cancellationToken)
    {
        var id = officerId.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        if (!await context.Accounts.AnyAsync(row => row.OfficerId == id, cancellationToken))
        {
            return false;
        }

        var person = await FindOrAddAsync(context, id, cancellationToken);
        (person.TrainedOn, person.Decision) = (trainedOn, decision);
        await context.SaveChangesAsync(cancellationToken);
        return true;
    }

    private static Task<bool> HasAnotherAdministratorAsync(CaseworkContext context, byte[] id, CancellationToken cancellationToken) =>
        context.Accounts.AnyAsync(
            row => row.Role == 0 && row.OfficerId != id && !context.People.Any(person => person.OfficerId == row.OfficerId && person.DeactivatedOn != null), cancellationToken);

    private static async Task<PersonRow> FindOrAddAsync(CaseworkContext context, byte[] id, CancellationToken cancellationToken)
    {
        if (await context.People.SingleOrDefaultAsync(row => row.OfficerId == id, cancellationToken) is { } known)
        {
            return known;
        }

        var person = new PersonRow { OfficerId = id, Display = "" };
        context.People.Add(person);
        return person;
    }
}
