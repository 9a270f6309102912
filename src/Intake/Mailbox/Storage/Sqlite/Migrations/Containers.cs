using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite.Migrations;

/// <summary>Containers and where their parts lie in the slabs.</summary>
[DbContext(typeof(MailboxContext))]
[Migration("2026112201_Containers")]
internal sealed class Containers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("""
            CREATE TABLE container (
                container_id BLOB NOT NULL PRIMARY KEY CHECK (length(container_id) = 16),
                size BLOB NOT NULL CHECK (length(size) = 8),
                hash BLOB CHECK (length(hash) = 32),
                staged_day INTEGER NOT NULL,
                object_id BLOB CHECK (length(object_id) = 16)
            ) WITHOUT ROWID;
            CREATE INDEX container_hash ON container (hash);
            CREATE UNIQUE INDEX container_object ON container (object_id);
            CREATE TABLE part (
                container_id BLOB NOT NULL CHECK (length(container_id) = 16),
                idx INTEGER NOT NULL,
                slab INTEGER NOT NULL,
                slot INTEGER NOT NULL,
                hash BLOB NOT NULL CHECK (length(hash) = 32),
                PRIMARY KEY (container_id, idx)
            ) WITHOUT ROWID;
            CREATE UNIQUE INDEX part_slot ON part (slab, slot);
            """);
}
