using System.Text;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Directories;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>The rows of the processes that sign for the channel.</summary>
internal sealed class ChannelHostTable(SqliteFile file)
{
    // No origin holds a space.
    private const char Between = ' ';

    internal void Replace(ChannelHost host)
    {
        using var connection = file.Open();
        using var replace = new Statement(
            connection,
            "INSERT INTO channel_host (uses, public_key, origins, page, sealer) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (uses) DO UPDATE SET public_key = excluded.public_key, origins = excluded.origins, page = excluded.page, sealer = excluded.sealer",
            5);
        replace.Run((long)host.Uses, host.PublicKey.ToArray(), Encoding.UTF8.GetBytes(string.Join(Between, host.Origins)), Stored(host.Page), Stored(host.Sealer));
    }

    internal IReadOnlyList<ChannelHost> Read()
    {
        using var connection = file.Open();
        using var all = new Statement(connection, "SELECT uses, public_key, origins, page, sealer FROM channel_host ORDER BY uses");
        using var rows = all.Read();
        var found = new List<ChannelHost>();
        while (rows.Read())
        {
            found.Add(new ChannelHost((ChannelUses)rows.GetInt32(0), rows.Hash(1), Encoding.UTF8.GetString(rows.Bytes(2)).Split(Between)) 
            {
                Page = rows.Bytes(3).IsEmpty ? null : rows.Hash(3),
                Sealer = rows.Bytes(4).IsEmpty ? null : rows.Hash(4),
            });
        }

        return found;
    }

    private static byte[] Stored(Hash32? hash) => hash is { } known ? known.ToArray() : [];
}
