using System.Buffers.Binary;
using System.Globalization;
using IntegrityChannel.Intake.Mailbox.Storage;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;
using IntegrityChannel.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IntegrityChannel.Mailbox.Tests;

/// <summary>The migrated files against the model, and against what they must never hold: an order of arrival or a time finer than a day.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task The_migrated_tables_are_those_of_the_model()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var mailboxModel = new MailboxContext(new SqliteFile(mailbox.MailboxFile).Options<MailboxContext>());
        using var keysModel = new KeysContext(new SqliteFile(mailbox.KeysFile).Options<KeysContext>());

        Assert.Equal(Model(mailboxModel), Migrated(mailbox.MailboxFile));
        Assert.Equal(Model(keysModel), Migrated(mailbox.KeysFile));
    }

    [Fact]
    public async Task I_19_no_table_has_a_rowid_that_would_keep_the_order_of_arrival()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        for (var report = 0; report < 5; report++)
        {
            await mailbox.PutAsync(mailbox.NewReport().Report());
        }

        foreach (var file in (string[])[mailbox.MailboxFile, mailbox.KeysFile])
        {
            Assert.Empty(TablesThatKeepAnOrder(file));
        }
    }

    [Fact]
    public async Task I_19_no_value_in_any_row_is_a_time_finer_than_a_day()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        await mailbox.PutAsync(mailbox.NewReport().Report());
        await new SampleContainer(mailbox.Organisation, 3_000_000).UploadAsync(mailbox.Intake);
        foreach (var file in (string[])[mailbox.MailboxFile, mailbox.KeysFile])
        {
            Assert.Empty(FinerThanADay(file));
        }
    }

    /// <summary>The control: a table such as a programmer in a hurry would add.</summary>
    [Fact]
    public async Task I_19_a_table_with_an_order_or_a_fine_time_would_be_noticed()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        Change(mailbox.MailboxFile, "CREATE TABLE visit (seen INTEGER, said TEXT); INSERT INTO visit VALUES (1772442000, 'x')");

        Assert.Equal(["visit"], TablesThatKeepAnOrder(mailbox.MailboxFile));
        Assert.Equal(["visit.seen", "visit.said"], FinerThanADay(mailbox.MailboxFile));
    }

    /// <summary>The control for the one table whose key is a number: numbers that count up are no part of a hash.</summary>
    [Fact]
    public async Task I_19_contents_numbered_as_they_came_would_be_noticed()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        await mailbox.PutAsync(mailbox.NewReport().Report());
        Assert.Empty(TablesThatKeepAnOrder(mailbox.MailboxFile));
        Change(mailbox.MailboxFile, "UPDATE content SET id = 1");

        Assert.Equal(["content"], TablesThatKeepAnOrder(mailbox.MailboxFile));
        Change(mailbox.MailboxFile, "UPDATE content SET id = 1772442000");
        Assert.Equal(["content.id"], FinerThanADay(mailbox.MailboxFile));
    }

    [Fact]
    public async Task Every_connection_syncs_fully_and_overwrites_what_it_deletes()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var connection = new SqliteFile(mailbox.MailboxFile).Open();
        using var context = new MailboxContext(new SqliteFile(mailbox.MailboxFile).Options<MailboxContext>());
        await context.Database.OpenConnectionAsync(TestMailbox.Cancel);
        foreach (var opened in (SqliteConnection[])[connection, (SqliteConnection)context.Database.GetDbConnection()])
        {
            Assert.Equal(("wal", "2", "1", "1"), (Pragma(opened, "journal_mode"), Pragma(opened, "synchronous"), Pragma(opened, "foreign_keys"), Pragma(opened, "secure_delete")));
        }
    }

    [Fact]
    public async Task Migrating_again_changes_nothing_even_after_a_migration_was_killed()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        await mailbox.PutAsync(mailbox.NewReport().Report());
        var rows = mailbox.Rows();

        await mailbox.ReopenAsync();

        Assert.Equal(rows, mailbox.Rows());
    }

    private static List<string> TablesThatKeepAnOrder(string file) =>
        [.. Ours(file)
            .Where(table => !table.Text.Contains("WITHOUT ROWID", StringComparison.Ordinal) || table.Text.Contains("AUTOINCREMENT", StringComparison.OrdinalIgnoreCase))
            .Where(table => table.Name != "content" || !ContentsAreNumberedByHash(file))
            .Select(table => table.Name)];

    /// <summary>Columns that are no number or bytes, and numbers too large for a day: a Unix time is above a thousand million, a civil day stays below a hundred thousand for centuries.</summary>
    private static List<string> FinerThanADay(string file) =>
        [.. Ours(file)
            .SelectMany(table => Rows(file, $"SELECT '{table.Name}', name, type FROM pragma_table_info('{table.Name}')"))
            .Where(column => (column[0], column[1]) != ("content", "id") || !ContentsAreNumberedByHash(file))
            .Where(column => column[2] switch
            {
                "BLOB" => false,
                "INTEGER" => TestMailbox.Ask(file, $"SELECT count(*) FROM {column[0]} WHERE {column[1]} NOT BETWEEN 0 AND 100000") > 0,
                _ => true,
            })
            .Select(column => $"{column[0]}.{column[1]}")];

    /// <summary>Each number of a content is the first eight bytes of the hash of its object, and nothing else: it tells neither an order nor a time.</summary>
    private static bool ContentsAreNumberedByHash(string file) =>
        Rows(file, "SELECT id FROM content").Select(row => row[0]).Order(StringComparer.Ordinal).SequenceEqual(
            Rows(file, "SELECT hex(object_hash) FROM object").Select(row => BinaryPrimitives.ReadInt64BigEndian(Convert.FromHexString(row[0])).ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal));

    private static void Change(string file, string statements)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    private static List<string> Model(DbContext context) =>
        [.. context.Model.GetRelationalModel().Tables.SelectMany(Lines).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(ITable table)
    {
        var key = table.PrimaryKey!.Columns.Select(column => column.Name).ToList();
        foreach (var column in table.Columns)
        {
            yield return $"{table.Name}.{column.Name} {column.StoreType} null={column.IsNullable} key={key.IndexOf(column.Name) + 1}";
        }

        foreach (var index in table.Indexes)
        {
            // A foreign key that leads the primary key needs no index of its own.
            if (table.ForeignKeyConstraints.All(constraint => !constraint.Columns.SequenceEqual(index.Columns)))
            {
                yield return $"{table.Name} index {index.Name} unique={index.IsUnique} {string.Join(',', index.Columns.Select(column => column.Name))}";
            }
        }

        foreach (var constraint in table.ForeignKeyConstraints)
        {
            yield return $"{table.Name} {constraint.Columns[0].Name} -> {constraint.PrincipalTable.Name}.{constraint.PrincipalColumns[0].Name}";
        }
    }

    private static List<string> Migrated(string file)
    {
        var lines = new List<string>();
        foreach (var (table, _) in Ours(file))
        {
            lines.AddRange(Rows(file, $"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{table}')")
                .Select(row => $"{table}.{row[0]} {row[1]} null={row[2] == "0"} key={row[3]}"));
            lines.AddRange(Rows(file, $"SELECT name, \"unique\" FROM pragma_index_list('{table}') WHERE origin = 'c'")
                .Select(row => $"{table} index {row[0]} unique={row[1] == "1"} {string.Join(',', Rows(file, $"SELECT name FROM pragma_index_info('{row[0]}')").Select(column => column[0]))}"));
            lines.AddRange(Rows(file, $"SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list('{table}')").Select(row => $"{table} {row[0]} -> {row[1]}.{row[2]}"));
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static List<(string Name, string Text)> Ours(string file) =>
        [.. Rows(file, "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\'").Select(row => (row[0], row[1]))];

    private static List<string[]> Rows(string file, string question)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(index => reader.GetValue(index).ToString()!)]);
        }

        return rows;
    }

    private static string Pragma(SqliteConnection connection, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return command.ExecuteScalar()!.ToString()!;
    }
}
