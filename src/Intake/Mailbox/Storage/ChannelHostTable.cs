using System.Text;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Directories;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>The rows of the processes that sign for the channel.</summary>
internal sealed class ChannelHostTable(SqliteFile file)
{
    internal async Task ReplaceAsync(ChannelHost host, CancellationToken cancellationToken)
    {
        var (uses, key, origin) = ((int)host.Uses, host.PublicKey.ToArray(), Encoding.UTF8.GetBytes(host.Origin));
        await using var context = new MailboxContext(file.Options<MailboxContext>());
        await context.Database.ExecuteSqlAsync(
            $"INSERT INTO channel_host (uses, public_key, origin) VALUES ({uses}, {key}, {origin}) ON CONFLICT (uses) DO UPDATE SET public_key = excluded.public_key, origin = excluded.origin",
            cancellationToken);
    }

    internal async Task<IReadOnlyList<ChannelHost>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = new MailboxContext(file.Options<MailboxContext>());
        var rows = await context.ChannelHosts.AsNoTracking().ToListAsync(cancellationToken);
        return [.. rows.Select(row => new ChannelHost((ChannelUses)row.Uses, Hash32.From(row.PublicKey), Encoding.UTF8.GetString(row.Origin)))];
    }
}
