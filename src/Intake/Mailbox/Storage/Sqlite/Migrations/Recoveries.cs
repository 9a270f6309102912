using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite.Migrations;

/// <summary>Whom recovery let into which report, as the root signed it.</summary>
[DbContext(typeof(MailboxContext))]
[Migration("2026120101_Recoveries")]
internal sealed class Recoveries : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql(
            """
            CREATE TABLE recovery (
                report_id BLOB NOT NULL CHECK (length(report_id) = 16),
                newcomer BLOB NOT NULL CHECK (length(newcomer) = 16),
                statement BLOB NOT NULL CHECK (length(statement) = 172),
                PRIMARY KEY (report_id, newcomer)
            ) STRICT, WITHOUT ROWID;
            """);
    }
}
