using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>The prepared questions of put and login on one connection to mailbox.db. One thread at a time.</summary>
internal sealed class QuestionSession : IDisposable
{
    private static readonly byte[] Reporter = Id16.Zeros.ToArray();
    private readonly SqliteConnection connection;
    private readonly bool owned;
    private readonly Statement generation;
    private readonly Statement stored;
    private readonly Statement authKey;
    private readonly Statement mailbox;
    private readonly Statement recipient;
    private readonly Statement sealedKinds;
    private readonly Statement kindOf;
    private readonly Statement orderOf;

    /// <param name="connection">The connection to ask.</param>
    /// <param name="owned">True where disposing the session closes the connection.</param>
    internal QuestionSession(SqliteConnection connection, bool owned)
    {
        this.connection = connection;
        this.owned = owned;
        generation = new Statement(connection, "SELECT value FROM generation WHERE id = 0");
        stored = new Statement(connection, "SELECT object_hash, put_day FROM object WHERE object_id = $1", 1);
        // From its tombstone on there is no such report, also while its rows are still being taken away.
        authKey = new Statement(connection, "SELECT auth_pk FROM report r WHERE report_id = $1 AND NOT EXISTS (SELECT 1 FROM erased_report e WHERE e.report_id = r.report_id)", 1);
        mailbox = new Statement(connection, "SELECT report_id, auth_pk FROM report r WHERE lookup = $1 AND NOT EXISTS (SELECT 1 FROM erased_report e WHERE e.report_id = r.report_id)", 1);
        recipient = new Statement(
            connection,
            """
            SELECT 1 FROM object o JOIN wrap w ON w.object_id = o.object_id
            WHERE o.report_id = $1 AND o.author = $2 AND o.stream = 0 AND o.seq = 0 AND w.who = $3
            AND NOT EXISTS (SELECT 1 FROM withheld h WHERE h.report_id = $1 AND h.object_id = $2 AND h.who = $3)
            AND NOT EXISTS (SELECT 1 FROM erased_report e WHERE e.report_id = $1)
            """,
            3);
        kindOf = new Statement(connection, "SELECT kind FROM object WHERE object_id = $2 AND report_id = $1", 2);
        orderOf = new Statement(
            connection, "SELECT o.author, c.body FROM object o JOIN content c ON c.id = content_id(o.object_hash) WHERE o.report_id = $1 AND o.kind = $3 AND o.object_hash = $2", 3);
        sealedKinds = new Statement(connection, "SELECT DISTINCT o.object_id, o.kind FROM object o JOIN wrap w ON w.object_id = o.object_id WHERE o.report_id = $1", 1);
    }

    internal long Generation() => generation.Count();

    /// <summary>OH and put day of the object with this id; null where there is none.</summary>
    internal (Hash32 ObjectHash, CivilDay PutDay)? Stored(Id16 objectId)
    {
        using var reader = stored.Read(objectId.ToArray());
        return reader.Read() ? (reader.Hash(0), reader.Day(1)) : null;
    }

    internal Hash32? AuthKeyOf(Id16 reportId)
    {
        using var reader = authKey.Read(reportId.ToArray());
        return reader.Read() ? reader.Hash(0) : null;
    }

    internal MailboxIdentity? FindMailbox(Hash32 lookup)
    {
        using var reader = mailbox.Read(lookup.ToArray());
        return reader.Read() ? new MailboxIdentity(reader.Id(0), reader.Hash(1)) : null;
    }

    /// <summary>True where kind 1 of the report was sealed to this officer (or to recovery, by FFs), who was not removed since.</summary>
    internal bool IsRecipient(Id16 reportId, Id16 who) => recipient.Any(reportId.ToArray(), Reporter, who.ToArray());

    /// <summary>The kind of an object of this report; null where it has none with this id.</summary>
    internal ObjectKind? KindOf(Id16 reportId, Id16 objectId)
    {
        using var reader = kindOf.Read(reportId.ToArray(), objectId.ToArray());
        return reader.Read() ? (ObjectKind)reader.GetByte(0) : null;
    }

    /// <summary>Author and content of an order of this report, by its OH; null where there is none.</summary>
    internal (Id16 Author, ControlOrder Order)? OrderOf(Id16 reportId, Hash32 objectHash)
    {
        using var reader = orderOf.Read(reportId.ToArray(), objectHash.ToArray(), (long)ObjectKind.Control);
        return reader.Read() && ControlOrder.TryParse(reader.Blob(1), out var order) ? (reader.Id(0), order) : null;
    }

    /// <summary>The kinds of a report's sealed objects, by object id.</summary>
    internal Dictionary<Id16, ObjectKind> SealedKindsOf(Id16 reportId)
    {
        using var reader = sealedKinds.Read(reportId.ToArray());
        var kinds = new Dictionary<Id16, ObjectKind>();
        while (reader.Read())
        {
            kinds[reader.Id(0)] = (ObjectKind)reader.GetByte(1);
        }

        return kinds;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[generation, stored, authKey, mailbox, recipient, sealedKinds, kindOf, orderOf])
        {
            statement.Dispose();
        }

        if (owned)
        {
            connection.Dispose();
        }
    }
}
