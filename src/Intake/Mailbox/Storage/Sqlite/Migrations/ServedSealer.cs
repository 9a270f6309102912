using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite.Migrations;

/// <summary>Which offline sealer a process gives out, for the keys log and the poster: everybody who fetches it can compute it.</summary>
[DbContext(typeof(MailboxContext))]
[Migration("2026120201_ServedSealer")]
internal sealed class ServedSealer : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql("ALTER TABLE channel_host ADD COLUMN sealer BLOB NOT NULL DEFAULT x'' CHECK (length(sealer) IN (0, 32))");
    }
}
