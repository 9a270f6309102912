using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Casework.Host.Storage.Sqlite;

/// <summary>The day on which a session was last used, and the days on which an officer is away.</summary>
[DbContext(typeof(CaseworkContext))]
[Migration("2026112202_SessionsAndAbsence")]
internal sealed class SessionsAndAbsence : Migration
{
    private static readonly string[] Statements =
    [
        "ALTER TABLE sessions ADD COLUMN last_day INTEGER NOT NULL DEFAULT 0",
        "UPDATE sessions SET last_day = day",
        """
        CREATE TABLE absences (
            officer_id BLOB NOT NULL PRIMARY KEY CHECK (length(officer_id) = 16),
            from_day INTEGER NOT NULL,
            to_day INTEGER NOT NULL CHECK (to_day >= from_day)
        ) STRICT, WITHOUT ROWID
        """,
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
