using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Casework.Host.Storage.Sqlite;

/// <summary>The keys log: hashes of what the list of keys says to everybody. A row that was once signed for is never changed and never deleted.</summary>
[DbContext(typeof(CaseworkContext))]
[Migration("2026120101_KeysLog")]
internal sealed class KeysLogTable : Migration
{
    private static readonly string[] Statements =
    [
        """
        CREATE TABLE log_entries (
            place INTEGER NOT NULL PRIMARY KEY CHECK (place >= 0),
            opening BLOB NOT NULL CHECK (length(opening) = 69)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE TRIGGER log_entries_stay BEFORE UPDATE ON log_entries BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
        "CREATE TRIGGER log_entries_remain BEFORE DELETE ON log_entries BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
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
