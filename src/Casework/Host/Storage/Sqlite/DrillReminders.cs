using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Casework.Host.Storage.Sqlite;

/// <summary>A waiting mail to an administrator may say that a restore was not practised for long.</summary>
[DbContext(typeof(CaseworkContext))]
[Migration("2026120102_DrillReminders")]
internal sealed class DrillReminders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql("ALTER TABLE outbox ADD COLUMN drill_due INTEGER NOT NULL DEFAULT 0 CHECK (drill_due IN (0, 1))");
    }
}
