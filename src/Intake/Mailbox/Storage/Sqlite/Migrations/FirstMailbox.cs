using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite.Migrations;

/// <summary>The first tables of mailbox.db. Written by hand: EF cannot say WITHOUT ROWID, and a rowid would keep the order of arrival.</summary>
[DbContext(typeof(MailboxContext))]
[Migration("0001_FirstMailbox")]
internal sealed class FirstMailbox : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE report (
                report_id BLOB NOT NULL PRIMARY KEY CHECK (length(report_id) = 16),
                lookup BLOB NOT NULL CHECK (length(lookup) = 32),
                auth_pk BLOB NOT NULL CHECK (length(auth_pk) = 32),
                put_day INTEGER NOT NULL
            ) WITHOUT ROWID;
            CREATE UNIQUE INDEX report_lookup ON report (lookup);
            CREATE TABLE object (
                object_id BLOB NOT NULL PRIMARY KEY CHECK (length(object_id) = 16),
                report_id BLOB NOT NULL REFERENCES report (report_id) ON DELETE RESTRICT,
                kind INTEGER NOT NULL,
                author BLOB NOT NULL CHECK (length(author) = 16),
                stream INTEGER NOT NULL,
                seq INTEGER NOT NULL,
                put_day INTEGER NOT NULL,
                object_hash BLOB NOT NULL CHECK (length(object_hash) = 32),
                body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
                header BLOB NOT NULL,
                signature BLOB NOT NULL CHECK (length(signature) = 64),
                body BLOB NOT NULL
            ) WITHOUT ROWID;
            CREATE UNIQUE INDEX object_chain ON object (report_id, author, stream, seq);
            CREATE INDEX object_put_day ON object (put_day);
            CREATE TABLE wrap (
                object_id BLOB NOT NULL REFERENCES object (object_id) ON DELETE RESTRICT,
                key_id BLOB NOT NULL CHECK (length(key_id) = 16),
                who BLOB NOT NULL CHECK (length(who) = 16),
                stored_wrap BLOB NOT NULL CHECK (length(stored_wrap) = 1212),
                PRIMARY KEY (object_id, key_id)
            ) WITHOUT ROWID;
            """);
        migrationBuilder.Sql("""
            CREATE TABLE directory (
                seq INTEGER NOT NULL PRIMARY KEY,
                hash BLOB NOT NULL CHECK (length(hash) = 32),
                statement BLOB NOT NULL
            ) WITHOUT ROWID;
            CREATE TABLE certificate (
                key_id BLOB NOT NULL PRIMARY KEY CHECK (length(key_id) = 16),
                officer_id BLOB NOT NULL CHECK (length(officer_id) = 16),
                serial INTEGER NOT NULL,
                statement BLOB NOT NULL
            ) WITHOUT ROWID;
            CREATE UNIQUE INDEX certificate_serial ON certificate (officer_id, serial);
            CREATE TABLE freshness (
                officer_id BLOB NOT NULL PRIMARY KEY CHECK (length(officer_id) = 16),
                day INTEGER NOT NULL,
                statement BLOB NOT NULL
            ) WITHOUT ROWID;
            CREATE TABLE generation (
                id INTEGER NOT NULL PRIMARY KEY CHECK (id = 0),
                value INTEGER NOT NULL
            ) WITHOUT ROWID;
            INSERT INTO generation (id, value) VALUES (0, 0);
            """);
    }
}
