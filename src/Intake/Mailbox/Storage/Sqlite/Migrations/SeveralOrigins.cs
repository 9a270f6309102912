using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite.Migrations;

/// <summary>A process may be reached by several addresses: the column holds up to eight of up to 256 bytes, separated by spaces. SQLite changes no check in place, so the table is made anew.</summary>
[DbContext(typeof(MailboxContext))]
[Migration("2026113001_SeveralOrigins")]
internal sealed class SeveralOrigins : Migration
{
    private static readonly string[] Statements =
    [
        """
        CREATE TABLE channel_host_next (
            uses INTEGER NOT NULL PRIMARY KEY CHECK (uses BETWEEN 1 AND 7),
            public_key BLOB NOT NULL CHECK (length(public_key) = 32),
            origins BLOB NOT NULL CHECK (length(origins) BETWEEN 1 AND 2064)
        ) STRICT, WITHOUT ROWID
        """,
        "INSERT INTO channel_host_next (uses, public_key, origins) SELECT uses, public_key, origin FROM channel_host",
        "DROP TABLE channel_host",
        "ALTER TABLE channel_host_next RENAME TO channel_host",
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        foreach (var statement in Statements)
        {
            migrationBuilder.Sql(statement);
        }
    }
}
