using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Casework.Host.Storage.Sqlite;

/// <summary>A waiting mail may say that keys end. What the list of keys says to everybody is no secret of a report.</summary>
[DbContext(typeof(CaseworkContext))]
[Migration("2026113001_KeyWarnings")]
internal sealed class KeyWarnings : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql("ALTER TABLE outbox ADD COLUMN keys_end INTEGER NOT NULL DEFAULT 0 CHECK (keys_end IN (0, 1))");
    }
}
