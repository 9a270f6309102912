using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite.Migrations;

/// <summary>The one table of keys.db. Its own file, so that a backup can leave it out.</summary>
[DbContext(typeof(KeysContext))]
[Migration("0001_FirstKeys")]
internal sealed class FirstKeys : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("""
            CREATE TABLE shred (
                object_id BLOB NOT NULL CHECK (length(object_id) = 16),
                key_id BLOB NOT NULL CHECK (length(key_id) = 16),
                secret BLOB NOT NULL CHECK (length(secret) = 32),
                put_day INTEGER NOT NULL,
                PRIMARY KEY (object_id, key_id)
            ) WITHOUT ROWID;
            CREATE INDEX shred_put_day ON shred (put_day);
            """);
}
