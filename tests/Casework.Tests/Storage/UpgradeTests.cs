using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Tests.Storage;

/// <summary>A casework.db of version 0.1, frozen in Fixtures, is brought to the present schema with all its rows.</summary>
public sealed class UpgradeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_of_version_0_1_keeps_its_rows_and_a_copy_of_itself()
    {
        await using var database = TakeOld();

        await CaseworkDatabase.MigrateAsync(database, Token);

        await using var context = database.CreateDbContext();
        Assert.Equal("verantwoordelijke", (await context.Accounts.SingleAsync(Token)).Name);
        Assert.Equal((7ul, 4124), await context.Vaults.Select(row => ValueTuple.Create(row.Version, row.Vault.Length)).SingleAsync(Token));
        Assert.Equal(("7K2M", 20_514u), await context.CaseFiles.Select(row => ValueTuple.Create(row.CaseNumber, row.OpenedDay)).SingleAsync(Token));
        Assert.Equal(SchemaUpgrade.Known(context), (await context.Database.GetAppliedMigrationsAsync(Token)).Count());
        var copy = database.File + ".schema-1";
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(copy) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), copy);
    }

    [Fact]
    public async Task A_new_database_leaves_no_copy_and_a_second_start_neither()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await CaseworkDatabase.MigrateAsync(database, Token);

        Assert.Empty(System.IO.Directory.GetFiles(Path.GetDirectoryName(database.File)!, "*.schema-*"));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await using var database = TakeOld();
        await using (var context = database.CreateDbContext())
        {
            await context.Database.ExecuteSqlRawAsync("PRAGMA user_version = 99", Token);
        }

        var refused = await Assert.ThrowsAsync<NewerSchemaException>(() => CaseworkDatabase.MigrateAsync(database, Token));
        Assert.Contains("casework.db", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_keeps_the_last_word_of_a_day_and_knows_the_last_that_went_well()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var log = new MaintenanceLog(database);
        await log.RecordAsync(MaintenanceLog.Backup, new CivilDay(20_514), MaintenanceLog.Failed, Token);
        await log.RecordAsync(MaintenanceLog.Backup, new CivilDay(20_514), MaintenanceLog.Well, Token);
        await log.RecordAsync(MaintenanceLog.Backup, new CivilDay(20_515), MaintenanceLog.Failed, Token);
        await log.RecordAsync(MaintenanceLog.Drill, new CivilDay(20_516), MaintenanceLog.Well, Token);

        Assert.Equal((20_515u, MaintenanceLog.Failed), ((await log.ReadLastAsync(MaintenanceLog.Backup, Token))!.Day, (await log.ReadLastAsync(MaintenanceLog.Backup, Token))!.Outcome));
        Assert.Equal(20_514u, (await log.ReadLastWellAsync(MaintenanceLog.Backup, Token))!.Day);
        Assert.Equal(20_516u, (await log.ReadLastAsync(MaintenanceLog.Drill, Token))!.Day);
    }

    private static TemporaryDatabase TakeOld()
    {
        var database = new TemporaryDatabase();
        System.IO.File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "casework-1.db"), database.File);
        return database;
    }
}
