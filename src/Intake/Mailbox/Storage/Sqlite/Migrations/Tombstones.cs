using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite.Migrations;

/// <summary>What may no longer be read, and what was erased. These rows outlive what they speak of, so nothing refers to another table.</summary>
[DbContext(typeof(MailboxContext))]
[Migration("2026113004_Tombstones")]
internal sealed class Tombstones : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql(
            """
            CREATE INDEX object_control ON object (report_id, author) WHERE kind = 9;
            CREATE TABLE withheld (
                report_id BLOB NOT NULL CHECK (length(report_id) = 16),
                object_id BLOB NOT NULL CHECK (length(object_id) = 16),
                who BLOB NOT NULL CHECK (length(who) = 16),
                state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
                PRIMARY KEY (report_id, object_id, who)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE erased_object (
                object_id BLOB NOT NULL PRIMARY KEY CHECK (length(object_id) = 16),
                report_id BLOB NOT NULL CHECK (length(report_id) = 16),
                order_id BLOB NOT NULL CHECK (length(order_id) = 16),
                day INTEGER NOT NULL,
                state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 2)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE erased_report (
                report_id BLOB NOT NULL PRIMARY KEY CHECK (length(report_id) = 16),
                day INTEGER NOT NULL,
                heads BLOB NOT NULL,
                erase_order BLOB NOT NULL,
                confirmation BLOB,
                state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 2)
            ) STRICT, WITHOUT ROWID;
            """);
    }
}
