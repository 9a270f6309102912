using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Casework.Host.Storage.Sqlite;

/// <summary>The access log: officer, action, keyed hash of the report and civil day. What was once signed for is never changed and never deleted.</summary>
[DbContext(typeof(CaseworkContext))]
[Migration("2026120103_AccessLog")]
internal sealed class AccessLogTables : Migration
{
    private static readonly string[] Statements =
    [
        """
        CREATE TABLE access_today (
            officer_id BLOB NOT NULL CHECK (length(officer_id) = 16),
            action INTEGER NOT NULL CHECK (action BETWEEN 1 AND 4),
            report BLOB NOT NULL CHECK (length(report) = 32),
            day INTEGER NOT NULL,
            PRIMARY KEY (officer_id, action, report, day)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE access_entries (
            place INTEGER NOT NULL PRIMARY KEY CHECK (place >= 0),
            opening BLOB NOT NULL CHECK (length(opening) = 85)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE access_heads (
            day INTEGER NOT NULL PRIMARY KEY,
            size INTEGER NOT NULL CHECK (size >= 0),
            opening BLOB NOT NULL CHECK (length(opening) = 69)
        ) STRICT, WITHOUT ROWID
        """,
        .. new[] { "access_entries", "access_heads" }.SelectMany(table => new[]
        {
            $"CREATE TRIGGER {table}_stay BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
            $"CREATE TRIGGER {table}_remain BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
        }),
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
