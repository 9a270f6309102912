using IntegrityChannel.Casework.Host.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IntegrityChannel.Casework.Tests.Storage;

public sealed class SchemaTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_migrated_schema_is_the_model()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await using var context = database.CreateDbContext();

        Assert.Equal(ModelColumns(context), await StoredColumnsAsync(context));
        Assert.Equal(ModelIndexes(context), await StoredIndexesAsync(context));
    }

    [Fact]
    public async Task I_19_no_table_keeps_the_order_in_which_rows_arrived()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await using var context = database.CreateDbContext();

        var tables = await RowsAsync(context, "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\'");

        Assert.NotEmpty(tables);
        Assert.All(tables, table => Assert.EndsWith("STRICT, WITHOUT ROWID", table[1].TrimEnd(), StringComparison.Ordinal));
        Assert.All(tables, table => Assert.DoesNotContain("AUTOINCREMENT", table[1], StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task I_19_tables_about_reports_hold_days_and_nothing_finer()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await using var context = database.CreateDbContext();

        var columns = await StoredColumnsAsync(context);

        string[] timely = ["utc", "time", "minute", "second", "created", "updated", "address", "agent"];
        var found = columns.Where(column => timely.Any(word => column.Split('.', '_', ' ').Any(part => part.StartsWith(word, StringComparison.Ordinal)))).ToArray();
        // The officer's mail address and the retry time of a mail are caused by enrolment and by the tick, never by a reporter.
        Assert.Equal(["accounts.mail_address TEXT notnull", "invitations.mail_address TEXT notnull", "outbox.next_attempt_utc INTEGER notnull"], found);
    }

    [Fact]
    public async Task Every_connection_is_durable_and_deletes_for_real()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await using var context = database.CreateDbContext();

        Assert.Equal("wal", (await RowsAsync(context, "PRAGMA journal_mode"))[0][0]);
        Assert.Equal("2", (await RowsAsync(context, "PRAGMA synchronous"))[0][0]);
        Assert.Equal("1", (await RowsAsync(context, "PRAGMA secure_delete"))[0][0]);
    }

    [Fact]
    public async Task A_start_that_was_killed_while_migrating_does_not_block_the_next_one()
    {
        await using var database = new TemporaryDatabase();
        await using (var context = database.CreateDbContext())
        {
            await context.Database.ExecuteSqlRawAsync("CREATE TABLE __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT); INSERT INTO __EFMigrationsLock VALUES (1, 'x')", Token);
        }

        await CaseworkDatabase.MigrateAsync(database, Token).WaitAsync(TimeSpan.FromSeconds(30), Token);
        await CaseworkDatabase.MigrateAsync(database, Token);
    }

    [Fact]
    public async Task Nobody_but_this_account_reads_the_files()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await AddAsync(database, new MailSlotRow { OfficerId = new byte[16], Day = 20_000 });
        foreach (var file in System.IO.Directory.GetFiles(Path.GetDirectoryName(database.File)!))
        {
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
        }
    }

    [Fact]
    public async Task One_officer_has_one_mail_slot_a_day()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await AddAsync(database, new MailSlotRow { OfficerId = new byte[16], Day = 20_000 });

        await Assert.ThrowsAsync<DbUpdateException>(() => AddAsync(database, new MailSlotRow { OfficerId = new byte[16], Day = 20_000 }));
        await AddAsync(database, new MailSlotRow { OfficerId = new byte[16], Day = 20_001 });
    }

    [Fact]
    public async Task A_case_number_belongs_to_one_report()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var other = new byte[16];
        other[0] = 1;
        await AddAsync(database, new CaseFileRow { ReportId = new byte[16], CaseNumber = "7K2M", OpenedDay = 20_000 });

        await Assert.ThrowsAsync<DbUpdateException>(() => AddAsync(database, new CaseFileRow { ReportId = other, CaseNumber = "7K2M", OpenedDay = 20_000 }));
    }

    private static async Task AddAsync(TemporaryDatabase database, object row)
    {
        await using var context = database.CreateDbContext();
        context.Add(row);
        await context.SaveChangesAsync(Token);
    }

    private static List<string> ModelColumns(CaseworkContext context) =>
        [.. context.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables
            .SelectMany(table => table.Columns.Select(column => Describe(table, column)))
            .Order(StringComparer.Ordinal)];

    private static string Describe(ITable table, IColumn column) =>
        $"{table.Name}.{column.Name} {column.StoreType}{(column.IsNullable ? "" : " notnull")}{(table.PrimaryKey!.Columns.Contains(column) ? " key" : "")}";

    private static async Task<List<string>> StoredColumnsAsync(CaseworkContext context) =>
        [.. (await RowsAsync(context,
            """
            SELECT t.name || '.' || c.name || ' ' || c.type || iif(c."notnull", ' notnull', '') || iif(c.pk > 0, ' key', '')
            FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE '\_\_EF%' ESCAPE '\'
            """)).Select(row => row[0]).Order(StringComparer.Ordinal)];

    private static List<string> ModelIndexes(CaseworkContext context) =>
        [.. context.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.SelectMany(table => table.Indexes)
            .Select(index => index.Name).Order(StringComparer.Ordinal)];

    private static async Task<List<string>> StoredIndexesAsync(CaseworkContext context) =>
        [.. (await RowsAsync(context, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))
            .Select(row => row[0]).Order(StringComparer.Ordinal)];

    private static async Task<List<string[]>> RowsAsync(CaseworkContext context, string sql)
    {
        await context.Database.OpenConnectionAsync(Token);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Token);
        var rows = new List<string[]>();
        while (await reader.ReadAsync(Token))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(field => Convert.ToString(reader.GetValue(field), System.Globalization.CultureInfo.InvariantCulture) ?? "")]);
        }

        return rows;
    }
}
