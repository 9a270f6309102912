using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox.Putting;
using IntegrityChannel.Intake.Mailbox.Shredding;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>The writer's connection to mailbox.db with its prepared statements. One thread, for the life of the process.</summary>
internal sealed class PutSession : IDisposable
{
    // 16 MiB: the pages that the longest batch changes. SQLite's own 2 MiB hold those of about forty reports; what is more it would write to the log in the
    // middle of the transaction and read again.
    private const string Cache = "PRAGMA cache_size = -16384";

    private readonly SqliteConnection connection;
    private readonly List<Statement> all = [];
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement reportExists;
    private readonly Statement head;
    private readonly Statement addReport;
    private readonly Statement addObject;
    private readonly Statement addContent;
    private readonly WrapRows wraps;
    private readonly Statement complete;
    private readonly Statement takeOver;

    internal PutSession(SqliteFile mailboxFile)
    {
        connection = mailboxFile.Open();
        connection.Run(Cache);
        Questions = new QuestionSession(connection, owned: false);
        begin = Prepare("BEGIN IMMEDIATE");
        commit = Prepare("COMMIT");
        Orders = new OrderRows(connection);
        reportExists = Prepare("SELECT 1 FROM report WHERE report_id = $1 UNION ALL SELECT 1 FROM report WHERE lookup = $2", 2);
        head = Prepare("SELECT seq, object_hash FROM object WHERE report_id = $1 AND author = $2 AND stream = $3 ORDER BY seq DESC LIMIT 1", 3);
        addReport = Prepare("INSERT INTO report (report_id, lookup, auth_pk, put_day) VALUES ($1, $2, $3, $4)", 4);
        addObject = Prepare(
            """
            INSERT INTO object (object_id, report_id, kind, author, stream, seq, put_day, object_hash, body_hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            9);
        addContent = Prepare("INSERT INTO content (id, header, signature, body, wraps) VALUES ($1, $2, $3, $4, $5)", 5);
        wraps = new WrapRows(connection);
        complete = Prepare("SELECT container_id FROM container WHERE hash = $1 AND size = $2 AND object_id IS NULL LIMIT 1", 2);
        takeOver = Prepare("UPDATE container SET object_id = $1 WHERE container_id = $2", 2);
    }

    /// <summary>Questions that see what the open transaction stored.</summary>
    internal QuestionSession Questions { get; }

    /// <summary>What orders and removals change.</summary>
    internal OrderRows Orders { get; }

    /// <summary>Takes the write lock at once, so that nothing another process commits can slip between judging and storing.</summary>
    internal void Begin() => begin.Run();

    internal void Commit() => commit.Run();

    internal void TryRollBack() => connection.TryRollBack();

    internal bool ReportOrMailboxExists(ObjectHeader header) =>
        reportExists.Any(header.ReportId.ToArray(), header.Reporter!.Value.Lookup.ToArray());

    /// <summary>The newest object of the header's chain; null where the chain has none.</summary>
    internal (uint Sequence, Hash32 ObjectHash)? Head(ObjectHeader header)
    {
        using var reader = head.Read(header.ReportId.ToArray(), header.Author.ToArray(), (long)header.Stream);
        return reader.Read() ? (checked((uint)reader.GetInt64(0)), reader.Hash(1)) : null;
    }

    /// <summary>True where every part of the container that the header names is here, and no other object has it.</summary>
    internal bool HasContainer(ObjectHeader header) => FindContainer(header) is not null;

    /// <summary>Stores one object with its wraps. After a failure part of it may be in the transaction, which must then be rolled back.</summary>
    internal void Store(PendingPut put, CivilDay putDay)
    {
        StoreObject(put, putDay);
        Orders.Record(put.Object);
        StoreWraps(put);
    }

    public void Dispose()
    {
        all.ForEach(statement => statement.Dispose());
        wraps.Dispose();
        Questions.Dispose();
        Orders.Dispose();
        connection.Dispose();
    }

    private void StoreObject(PendingPut put, CivilDay putDay)
    {
        var header = put.Object.Header;
        if (header.Reporter is { } reporter)
        {
            addReport.Run(header.ReportId.ToArray(), reporter.Lookup.ToArray(), reporter.AuthPublicKey.ToArray(), (long)putDay.Value);
        }

        addObject.Run(
            header.ObjectId.ToArray(), header.ReportId.ToArray(), (long)header.Kind, header.Author.ToArray(), (long)header.Stream,
            (long)header.Sequence, (long)putDay.Value, put.Object.ObjectHash.ToArray(), put.Object.BodyHash.ToArray());
        addContent.Run(
            ContentRow.IdOf(put.Object.ObjectHash.Span), put.Object.SignedHeader.HeaderBytes, put.Object.Signature, put.Object.Body, SideBySide(put.Wraps));
        if (header.ContainerLength > 0)
        {
            takeOver.Run(header.ObjectId.ToArray(), FindContainer(header)!);
        }
    }

    private void StoreWraps(PendingPut put)
    {
        var objectId = put.Object.Header.ObjectId.ToArray();
        for (var place = 0; place < put.Wraps.Count; place++)
        {
            wraps.Name(objectId, put.Wraps[place].Recipient.KeyId, put.Wraps[place].Recipient.Who, place);
        }

        // GrantRules found the earlier ones; since then the report was found again under the lock, and an object goes with its report only.
        foreach (var (earlier, wrap) in put.Granted)
        {
            wraps.Append(earlier.ToArray(), wrap.Recipient.KeyId, wrap.Recipient.Who, wrap.Stored);
        }
    }

    private static byte[] SideBySide(IReadOnlyList<CoveredWrap> covered)
    {
        var all = new byte[covered.Count * ShredLayer.StoredSize];
        for (var place = 0; place < covered.Count; place++)
        {
            covered[place].Stored.CopyTo(all, place * ShredLayer.StoredSize);
        }

        return all;
    }

    private byte[]? FindContainer(ObjectHeader header)
    {
        using var reader = complete.Read(header.ContainerHash.ToArray(), ContainerSize.Bytes((long)header.ContainerLength));
        return reader.Read() ? reader.Blob(0) : null;
    }

    private Statement Prepare(string text, int parameters = 0)
    {
        var statement = new Statement(connection, text, parameters);
        all.Add(statement);
        return statement;
    }
}
