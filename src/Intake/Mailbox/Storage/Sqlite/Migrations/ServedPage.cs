using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite.Migrations;

/// <summary>Which page a process serves, for the keys log: everybody who loads the page can compute it.</summary>
[DbContext(typeof(MailboxContext))]
[Migration("2026120102_ServedPage")]
internal sealed class ServedPage : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql("ALTER TABLE channel_host ADD COLUMN page BLOB NOT NULL DEFAULT x'' CHECK (length(page) IN (0, 32))");
    }
}
