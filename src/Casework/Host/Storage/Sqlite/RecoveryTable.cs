using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Casework.Host.Storage.Sqlite;

/// <summary>Recoveries that were asked for, by civil day. They name people, never a report.</summary>
[DbContext(typeof(CaseworkContext))]
[Migration("2026120101_Recoveries")]
internal sealed class RecoveryTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql(
            """
            CREATE TABLE recoveries (
                recovery_id BLOB NOT NULL PRIMARY KEY CHECK (length(recovery_id) = 16),
                lost BLOB NOT NULL CHECK (length(lost) = 16),
                newcomer BLOB NOT NULL CHECK (length(newcomer) = 16),
                reason INTEGER NOT NULL CHECK (reason BETWEEN 1 AND 4),
                asked_by BLOB NOT NULL CHECK (length(asked_by) = 16),
                asked_on INTEGER NOT NULL,
                agreed_by BLOB NULL,
                agreed_on INTEGER NULL,
                stored_on INTEGER NULL,
                withdrawn_on INTEGER NULL
            ) STRICT, WITHOUT ROWID
            """);
    }
}
