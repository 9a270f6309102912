using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite.Migrations;

/// <summary>Changes of the root, as both roots or all officers signed them.</summary>
[DbContext(typeof(MailboxContext))]
[Migration("2026120202_RootChanges")]
internal sealed class RootChanges : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql(
            """
            CREATE TABLE root_change (
                from_seq INTEGER NOT NULL PRIMARY KEY,
                statement BLOB NOT NULL
            ) STRICT, WITHOUT ROWID;
            """);
    }
}
