using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Casework.Host.Storage.Sqlite;

/// <summary>Invitations, and what administrators know of people. Times are civil days.</summary>
[DbContext(typeof(CaseworkContext))]
[Migration("2026112201_Invitations")]
internal sealed class InvitationTables : Migration
{
    private static readonly string[] Statements =
    [
        """
        CREATE TABLE people (
            officer_id BLOB NOT NULL PRIMARY KEY CHECK (length(officer_id) = 16),
            display TEXT NOT NULL,
            candidate BLOB NULL,
            trained_on INTEGER NULL,
            decision TEXT NULL,
            deactivated_on INTEGER NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE invitations (
            invitation_id BLOB NOT NULL PRIMARY KEY CHECK (length(invitation_id) = 16),
            code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),
            account TEXT NOT NULL,
            display TEXT NOT NULL,
            role INTEGER NOT NULL CHECK (role BETWEEN 0 AND 6),
            mail_address TEXT NOT NULL,
            locale TEXT NOT NULL,
            trained_on INTEGER NULL,
            decision TEXT NULL,
            expires_on INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE UNIQUE INDEX invitations_account ON invitations (account)",
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
