using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite.Migrations;

/// <summary>
/// What an object says goes to a table of its own, wraps side by side, under a number that its hash gives. In a table without rowid SQLite reads a long row whole,
/// page by page, whenever it compares a key with it; a number it compares without. Facts stay short and find each other quickly. The index of days served no question.
/// </summary>
[DbContext(typeof(MailboxContext))]
[Migration("2026120101_ContentsApart")]
internal sealed class ContentsApart : Migration
{
    private static readonly string[] Statements =
    [
        """
        CREATE TABLE content (
            id INTEGER NOT NULL PRIMARY KEY,
            header BLOB NOT NULL,
            signature BLOB NOT NULL CHECK (length(signature) = 64),
            body BLOB NOT NULL,
            wraps BLOB NOT NULL CHECK (length(wraps) % 1212 = 0)
        ) STRICT
        """,
        """
        INSERT INTO content (id, header, signature, body, wraps)
        SELECT content_id(o.object_hash), o.header, o.signature, o.body, coalesce(
            (SELECT unhex(group_concat(hex(w.stored_wrap), '' ORDER BY w.key_id)) FROM wrap w WHERE w.object_id = o.object_id), x'')
        FROM object o
        """,
        """
        CREATE TABLE object_next (
            object_id BLOB NOT NULL PRIMARY KEY CHECK (length(object_id) = 16),
            report_id BLOB NOT NULL REFERENCES report (report_id) ON DELETE RESTRICT,
            kind INTEGER NOT NULL,
            author BLOB NOT NULL CHECK (length(author) = 16),
            stream INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            put_day INTEGER NOT NULL,
            object_hash BLOB NOT NULL CHECK (length(object_hash) = 32),
            body_hash BLOB NOT NULL CHECK (length(body_hash) = 32)
        ) STRICT, WITHOUT ROWID
        """,
        """
        INSERT INTO object_next (object_id, report_id, kind, author, stream, seq, put_day, object_hash, body_hash)
        SELECT object_id, report_id, kind, author, stream, seq, put_day, object_hash, body_hash FROM object
        """,
        """
        CREATE TABLE wrap_next (
            object_id BLOB NOT NULL REFERENCES object_next (object_id) ON DELETE RESTRICT,
            key_id BLOB NOT NULL CHECK (length(key_id) = 16),
            who BLOB NOT NULL CHECK (length(who) = 16),
            place INTEGER NOT NULL,
            PRIMARY KEY (object_id, key_id)
        ) STRICT, WITHOUT ROWID
        """,
        """
        INSERT INTO wrap_next (object_id, key_id, who, place)
        SELECT object_id, key_id, who, row_number() OVER (PARTITION BY object_id ORDER BY key_id) - 1 FROM wrap
        """,
        "DROP TABLE wrap",
        "DROP TABLE object",
        "ALTER TABLE object_next RENAME TO object",
        "ALTER TABLE wrap_next RENAME TO wrap",
        "CREATE UNIQUE INDEX object_chain ON object (report_id, author, stream, seq)",
        "CREATE INDEX object_control ON object (report_id, author) WHERE kind = 9",
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        foreach (var statement in Statements)
        {
            migrationBuilder.Sql(statement);
        }
    }
}
