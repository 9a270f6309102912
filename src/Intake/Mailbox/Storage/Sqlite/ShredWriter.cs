using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox.Putting;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>Writes a batch's shred keys to keys.db in one transaction, before the objects that need them.</summary>
internal sealed class ShredWriter : IDisposable
{
    private readonly SqliteConnection keys;
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement add;

    internal ShredWriter(SqliteFile keysFile)
    {
        keys = keysFile.Open();
        begin = new Statement(keys, "BEGIN IMMEDIATE");
        commit = new Statement(keys, "COMMIT");
        // A key that an interrupted put left behind gives way: it covers nothing.
        add = new Statement(keys, "INSERT INTO shred (object_id, key_id, secret, put_day) VALUES ($1, $2, $3, $4) ON CONFLICT DO UPDATE SET secret = $3, put_day = $4", 4);
    }

    internal void Write(IReadOnlyList<(PendingPut Put, CivilDay Day)> batch)
    {
        begin.Run();
        try
        {
            foreach (var (put, day) in batch)
            {
                WriteOne(put, day);
            }

            commit.Run();
        }
        catch
        {
            keys.TryRollBack();
            throw;
        }
    }

    public void Dispose()
    {
        begin.Dispose();
        commit.Dispose();
        add.Dispose();
        keys.Dispose();
    }

    private void WriteOne(PendingPut put, CivilDay day)
    {
        var objectId = put.Object.Header.ObjectId.ToArray();
        foreach (var wrap in put.Wraps)
        {
            add.Run(objectId, wrap.Recipient.KeyId.ToArray(), wrap.Shred, (long)day.Value);
        }

        foreach (var (earlier, wrap) in put.Granted)
        {
            add.Run(earlier.ToArray(), wrap.Recipient.KeyId.ToArray(), wrap.Shred, (long)day.Value);
        }
    }
}
