using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite.Migrations;

/// <summary>Where the process that signs receipts leaves its public key, for the request of the next directory. Nothing of a report is in it.</summary>
[DbContext(typeof(MailboxContext))]
[Migration("2026112203_ChannelHosts")]
internal sealed class ChannelHosts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql(
            """
            CREATE TABLE channel_host (
                uses INTEGER NOT NULL PRIMARY KEY CHECK (uses BETWEEN 1 AND 7),
                public_key BLOB NOT NULL CHECK (length(public_key) = 32),
                origin BLOB NOT NULL CHECK (length(origin) BETWEEN 1 AND 256)
            ) STRICT, WITHOUT ROWID
            """);
    }
}
