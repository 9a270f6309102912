using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Casework.Host.Storage.Sqlite;

/// <summary>
/// The first tables. Written as SQL because WITHOUT ROWID matters (docs/architecture.md, "Storage"): a hidden row number would keep the order in which
/// reports became case files. Times are civil days.
/// </summary>
[DbContext(typeof(CaseworkContext))]
[Migration("2026112101_FirstTables")]
internal sealed class FirstTables : Migration
{
    private static readonly string[] Statements =
    [
        """
        CREATE TABLE accounts (
            officer_id BLOB NOT NULL PRIMARY KEY CHECK (length(officer_id) = 16),
            name TEXT NOT NULL,
            role INTEGER NOT NULL,
            mail_address TEXT NOT NULL,
            locale TEXT NOT NULL,
            login_public_key BLOB NOT NULL CHECK (length(login_public_key) = 32),
            salt BLOB NOT NULL CHECK (length(salt) = 16),
            memory_kib INTEGER NOT NULL,
            iterations INTEGER NOT NULL,
            vk_id BLOB NOT NULL CHECK (length(vk_id) = 16),
            vk_wrap BLOB NOT NULL CHECK (length(vk_wrap) = 60)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE UNIQUE INDEX accounts_name ON accounts (name)",
        """
        CREATE TABLE vaults (
            officer_id BLOB NOT NULL PRIMARY KEY CHECK (length(officer_id) = 16),
            version INTEGER NOT NULL,
            vault BLOB NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE sessions (
            session_id BLOB NOT NULL PRIMARY KEY CHECK (length(session_id) = 16),
            officer_id BLOB NOT NULL CHECK (length(officer_id) = 16),
            day INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE host_keys (
            name TEXT NOT NULL PRIMARY KEY,
            value BLOB NOT NULL CHECK (length(value) = 32)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE case_files (
            report_id BLOB NOT NULL PRIMARY KEY CHECK (length(report_id) = 16),
            case_number TEXT NOT NULL CHECK (length(case_number) BETWEEN 4 AND 6),
            opened_day INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE UNIQUE INDEX case_files_number ON case_files (case_number)",
        """
        CREATE TABLE case_reads (
            officer_id BLOB NOT NULL CHECK (length(officer_id) = 16),
            report_id BLOB NOT NULL CHECK (length(report_id) = 16),
            day INTEGER NOT NULL,
            objects INTEGER NOT NULL,
            PRIMARY KEY (officer_id, report_id, day)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE outbox (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            officer_id BLOB NOT NULL CHECK (length(officer_id) = 16),
            slot_day INTEGER NOT NULL,
            mode INTEGER NOT NULL,
            urgency INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            next_attempt_utc INTEGER NOT NULL,
            state INTEGER NOT NULL,
            sent_day INTEGER NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE mail_slots (
            officer_id BLOB NOT NULL CHECK (length(officer_id) = 16),
            day INTEGER NOT NULL,
            PRIMARY KEY (officer_id, day)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE tick_results (
            name TEXT NOT NULL PRIMARY KEY,
            last_day INTEGER NOT NULL,
            result INTEGER NOT NULL
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
