using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite.Migrations;

/// <summary>The sweep that asks for the day comes once a day and may read every key; the index was a second place to write for each report.</summary>
[DbContext(typeof(KeysContext))]
[Migration("2026120102_KeysWithoutDays")]
internal sealed class KeysWithoutDays : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql("DROP INDEX shred_put_day");
    }
}
