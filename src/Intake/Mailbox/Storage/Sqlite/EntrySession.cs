using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox.Shredding;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>Reads a report's objects for one reader, with that reader's shred layer taken off. Nobody else's wrap is touched.</summary>
internal sealed class EntrySession : IDisposable
{
    private readonly SqliteConnection mailbox;
    private readonly SqliteConnection keys;
    private readonly Statement entries;
    private readonly Statement shred;

    internal EntrySession(SqliteFile mailboxFile, SqliteFile keysFile)
    {
        mailbox = mailboxFile.Open();
        keys = keysFile.Open();
        entries = new Statement(
            mailbox,
            $"""
            SELECT o.object_id, o.kind, o.put_day, c.header, o.body_hash, c.signature, c.body, w.key_id, substr(c.wraps, w.place * {ShredLayer.StoredSize} + 1, {ShredLayer.StoredSize})
            FROM object o JOIN content c ON c.id = content_id(o.object_hash) LEFT JOIN wrap w ON w.object_id = o.object_id AND w.who = $2
                AND NOT EXISTS (SELECT 1 FROM withheld h WHERE h.report_id = $1 AND h.object_id IN (o.object_id, zeroblob(16)) AND h.who = $2)
                AND NOT EXISTS (SELECT 1 FROM erased_object e WHERE e.object_id = o.object_id)
            WHERE o.report_id = $1 AND o.stream <= $3 AND NOT EXISTS (SELECT 1 FROM erased_report e WHERE e.report_id = $1)
            """,
            3);
        shred = new Statement(keys, "SELECT secret FROM shred WHERE object_id = $1 AND key_id = $2", 2);
    }

    /// <summary>Every object up to a stream: for the reader where a wrap and its shred key exist, whole where clear, else as a stub.</summary>
    internal List<ObjectEntry> Read(Id16 reportId, Id16 who, byte highestStream)
    {
        using var reader = entries.Read(reportId.ToArray(), who.ToArray(), (long)highestStream);
        var found = new List<ObjectEntry>();
        while (reader.Read())
        {
            found.Add(ReadEntry(reader, reportId));
        }

        return found;
    }

    public void Dispose()
    {
        entries.Dispose();
        shred.Dispose();
        mailbox.Dispose();
        keys.Dispose();
    }

    private ObjectEntry ReadEntry(Statement.Rows row, Id16 reportId)
    {
        var (putDay, header, signature) = (row.Day(2), row.Blob(3), row.Blob(5));
        if (((ObjectKind)row.GetByte(1)).IsClear())
        {
            return ObjectEntry.Clear(putDay, [.. header, .. row.Blob(6), .. signature]);
        }

        return Wrap(row, reportId) is { } wrap
            ? ObjectEntry.ForReader(putDay, header, wrap, row.Blob(6), signature)
            : ObjectEntry.Stub(putDay, header, row.Hash(4), signature);
    }

    private byte[]? Wrap(Statement.Rows row, Id16 reportId)
    {
        if (row.IsDBNull(7))
        {
            return null;
        }

        var (objectId, keyId) = (row.Id(0), row.Id(7));
        using var found = shred.Read(objectId.ToArray(), keyId.ToArray());
        return found.Read() ? ShredLayer.Strip(found.Blob(0), new WrapPlace(reportId, objectId, keyId), row.Blob(8)) : null;
    }
}
