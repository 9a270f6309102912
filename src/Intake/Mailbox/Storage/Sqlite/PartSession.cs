using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox.Slabs;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>The prepared statements of uploads on one connection to mailbox.db: what is held, and, inside a transaction, what is added. One thread at a time.</summary>
internal sealed class PartSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly List<Statement> all = [];
    private readonly Statement size;
    private readonly Statement hashOf;
    private readonly Statement held;
    private readonly Statement count;
    private readonly Statement hashes;
    private readonly Statement staged;
    private readonly Statement addContainer;
    private readonly Statement addPart;
    private readonly Statement complete;
    private readonly Statement used;
    private readonly Statement readable;

    internal PartSession(SqliteFile mailboxFile)
    {
        connection = mailboxFile.Open();
        size = Prepare("SELECT size FROM container WHERE container_id = $1", 1);
        hashOf = Prepare("SELECT hash FROM part WHERE container_id = $1 AND idx = $2", 2);
        held = Prepare("SELECT p.idx FROM part p JOIN container c ON c.container_id = p.container_id WHERE p.container_id = $1 AND c.size = $2", 2);
        count = Prepare("SELECT count(*) FROM part WHERE container_id = $1", 1);
        hashes = Prepare("SELECT hash FROM part WHERE container_id = $1 ORDER BY idx", 1);
        staged = Prepare("SELECT count(*) FROM container c JOIN part p ON p.container_id = c.container_id WHERE c.object_id IS NULL");
        addContainer = Prepare("INSERT INTO container (container_id, size, staged_day) VALUES ($1, $2, $3)", 3);
        addPart = Prepare("INSERT INTO part (container_id, idx, slab, slot, hash) VALUES ($1, $2, $3, $4, $5)", 5);
        complete = Prepare("UPDATE container SET hash = $2 WHERE container_id = $1", 2);
        used = Prepare("SELECT slot FROM part WHERE slab = $1", 1);
        readable = Prepare(
            """
            SELECT c.size, p.slab, p.slot FROM object o
            JOIN wrap w ON w.object_id = o.object_id AND w.who = $2
            JOIN container c ON c.object_id = o.object_id
            JOIN part p ON p.container_id = c.container_id AND p.idx = $4
            WHERE o.object_id = $3 AND o.report_id = $1
            AND NOT EXISTS (SELECT 1 FROM withheld h WHERE h.report_id = $1 AND h.object_id IN (o.object_id, zeroblob(16)) AND h.who = $2)
            AND NOT EXISTS (SELECT 1 FROM erased_object e WHERE e.object_id = o.object_id)
            AND NOT EXISTS (SELECT 1 FROM erased_report e WHERE e.report_id = $1)
            """,
            4);
    }

    internal void Begin() => connection.Run("BEGIN IMMEDIATE");

    internal void Commit() => connection.Run("COMMIT");

    internal void TryRollBack() => connection.TryRollBack();

    /// <summary>Ciphertext bytes of the container as its first part said; null where there is none.</summary>
    internal long? SizeOf(Id16 containerId)
    {
        using var reader = size.Read(containerId.ToArray());
        return reader.Read() ? ContainerSize.From(reader.Blob(0)) : null;
    }

    internal Hash32? HashOf(Id16 containerId, int index)
    {
        using var reader = hashOf.Read(containerId.ToArray(), (long)index);
        return reader.Read() ? reader.Hash(0) : null;
    }

    /// <summary>Indexes held of a container of exactly this size.</summary>
    internal List<int> Held(Id16 containerId, long total)
    {
        using var reader = held.Read(containerId.ToArray(), ContainerSize.Bytes(total));
        var found = new List<int>();
        while (reader.Read())
        {
            found.Add(reader.GetInt32(0));
        }

        return found;
    }

    /// <summary>Parts that uploads without an object hold together.</summary>
    internal long Staged() => staged.Count();

    internal void AddContainer(Id16 containerId, long total, CivilDay day) =>
        addContainer.Run(containerId.ToArray(), ContainerSize.Bytes(total), (long)day.Value);

    /// <summary>Names a slot that is on the disk; with the last part the container gets its hash.</summary>
    internal void AddPart(PartHead head, SlotPlace place, Hash32 hash)
    {
        addPart.Run(head.UploadId.ToArray(), (long)head.Index, (long)place.Slab, (long)place.Slot, hash.ToArray());
        if (count.Count(head.UploadId.ToArray()) == head.Parts)
        {
            complete.Run(head.UploadId.ToArray(), ContainerHash.Of(Hashes(head.UploadId)).ToArray());
        }
    }

    internal IReadOnlyList<int> UsedSlots(int slab)
    {
        using var reader = used.Read((long)slab);
        var found = new List<int>();
        while (reader.Read())
        {
            found.Add(reader.GetInt32(0));
        }

        return found;
    }

    /// <summary>Size of the container and place of a part, for a reader who holds a wrap of the object in this report; null for everybody else.</summary>
    internal (long Total, SlotPlace Place)? Readable(Id16 reportId, Id16 who, Id16 objectId, int index)
    {
        using var reader = readable.Read(reportId.ToArray(), who.ToArray(), objectId.ToArray(), (long)index);
        return reader.Read() ? (ContainerSize.From(reader.Blob(0)), new SlotPlace(reader.GetInt32(1), reader.GetInt32(2))) : null;
    }

    public void Dispose()
    {
        all.ForEach(statement => statement.Dispose());
        connection.Dispose();
    }

    private List<Hash32> Hashes(Id16 containerId)
    {
        using var reader = hashes.Read(containerId.ToArray());
        var found = new List<Hash32>();
        while (reader.Read())
        {
            found.Add(reader.Hash(0));
        }

        return found;
    }

    private Statement Prepare(string text, int parameters = 0)
    {
        var statement = new Statement(connection, text, parameters);
        all.Add(statement);
        return statement;
    }
}
