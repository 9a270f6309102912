using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Casework.Host.Storage.Sqlite;

/// <summary>When backups were made and restores practised, by civil day.</summary>
[DbContext(typeof(CaseworkContext))]
[Migration("2026112203_Backups")]
internal sealed class Backups : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql(
            """
            CREATE TABLE maintenance (
                kind TEXT NOT NULL,
                day INTEGER NOT NULL,
                outcome INTEGER NOT NULL,
                PRIMARY KEY (kind, day)
            ) STRICT, WITHOUT ROWID
            """);
    }
}
