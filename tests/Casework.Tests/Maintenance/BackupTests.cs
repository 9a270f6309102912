using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Intake.Mailbox;
using Microsoft.Data.Sqlite;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Casework.Tests.Maintenance;

/// <summary>How a backup is made and kept.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private DrillChannel channel = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => channel = await DrillChannel.CreateAsync();

    public ValueTask DisposeAsync() => channel.DisposeAsync();

    [Fact]
    public async Task Every_report_in_a_backup_that_was_made_while_reports_came_has_its_keys()
    {
        await using (var store = await channel.OpenAsync(channel.Data))
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var coming = KeepReportingAsync(store, enough.Token);
            await channel.BackUpAsync();
            await enough.CancelAsync();
            Assert.True(await coming > 1);
        }

        Assert.Equal(0, (await channel.RestoreAsync()).Code);
        Assert.Equal("ok", Ask(Path.Combine(channel.Restored, "mailbox.db"), "PRAGMA integrity_check"));
        Assert.Equal("ok", Ask(Path.Combine(channel.Restored, "keys.db"), "PRAGMA integrity_check"));
        Assert.NotEqual(0L, Ask(Path.Combine(channel.Restored, "mailbox.db"), "SELECT count(*) FROM report"));
        Assert.Equal(0L, Ask(
            Path.Combine(channel.Restored, "mailbox.db"),
            $"ATTACH '{Path.Combine(channel.Restored, "keys.db")}' AS keys; SELECT count(*) FROM wrap w WHERE NOT EXISTS (SELECT 1 FROM keys.shred s WHERE s.object_id = w.object_id AND s.key_id = w.key_id)"));
    }

    [Fact]
    public async Task A_second_backup_of_a_day_takes_a_number_and_keys_live_a_week()
    {
        await channel.BackUpAsync();
        await channel.BackUpAsync();
        Assert.Equal(["2026-03-02-2.backup", "2026-03-02.backup"], Names("keys"));
        Assert.Equal(["2026-03-02-2.backup", "2026-03-02.backup"], Names("long-term"));

        channel.SetDay(6);
        await channel.BackUpAsync();
        Assert.Equal(3, Names("keys").Count);

        channel.SetDay(7);
        await channel.BackUpAsync();
        Assert.Equal(["2026-03-08.backup", "2026-03-09.backup"], Names("keys"));
        Assert.Equal(4, Names("long-term").Count);
    }

    [Fact]
    public async Task No_copy_stays_behind_not_even_that_of_a_backup_that_was_killed()
    {
        var work = Directory.CreateDirectory(Path.Combine(channel.Data, "backup.unfinished")).FullName;
        await File.WriteAllTextAsync(Path.Combine(work, "keys.db"), "a copy", Token);
        Directory.CreateDirectory(Path.Combine(channel.Backup, "keys"));
        await File.WriteAllTextAsync(Path.Combine(channel.Backup, "keys", "2026-03-02.backup.unfinished"), "half", Token);

        await channel.BackUpAsync();

        Assert.False(Directory.Exists(work));
        Assert.Equal(["2026-03-02.backup"], Names("keys"));
        Assert.All(
            Directory.GetFiles(channel.Backup, "*", SearchOption.AllDirectories),
            file => Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), file));
    }

    [Fact]
    public async Task Slabs_come_back_byte_for_byte_and_leases_stay_behind()
    {
        var slabs = Directory.CreateDirectory(Path.Combine(channel.Data, "slabs")).FullName;
        var bytes = System.Security.Cryptography.RandomNumberGenerator.GetBytes(3_000_000);
        await File.WriteAllBytesAsync(Path.Combine(slabs, "00000.slab"), bytes, Token);
        await File.WriteAllBytesAsync(Path.Combine(slabs, "00000.lease"), [], Token);

        await channel.BackUpAsync();

        Assert.Equal(0, (await channel.RestoreAsync()).Code);
        Assert.Equal(["00000.slab"], Directory.GetFiles(Path.Combine(channel.Restored, "slabs")).Select(Path.GetFileName));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(channel.Restored, "slabs", "00000.slab"), Token));
    }

    [Fact]
    public async Task The_day_and_the_outcome_of_backups_and_drills_are_noted()
    {
        await channel.BackUpAsync();
        channel.SetDay(1);
        await File.WriteAllBytesAsync(Path.Combine(channel.Data, "casework", "channel.key"), new byte[31], Token);
        Assert.Equal(3, (await channel.RunAsync("Casework.Host", "backup", "--to", channel.Backup, "--data", channel.Data)).Code);
        Assert.Equal(0, (await channel.RunAsync("Casework.Host", "drill", "--data", channel.Data)).Code);

        var day = DrillChannel.FirstDay.Value;
        Assert.Equal(
            $"backup {day} {MaintenanceLog.Well}, backup {day + 1} {MaintenanceLog.Failed}, drill {day + 1} {MaintenanceLog.Well}",
            Ask(Path.Combine(channel.Data, "casework.db"), "SELECT group_concat(kind || ' ' || day || ' ' || outcome, ', ') FROM (SELECT * FROM maintenance ORDER BY kind, day)"));
    }

    [Fact]
    public async Task Wrong_folders_are_named()
    {
        await ExpectAsync(2, "Usage", "backup", "--data", channel.Data);
        await ExpectAsync(3, "not a data folder in use", "backup", "--to", channel.Backup, "--data", channel.Backup);
        await ExpectAsync(3, "outside it", "backup", "--to", Path.Combine(channel.Data, "backup"), "--data", channel.Data);
    }

    private async Task ExpectAsync(int code, string sentence, params string[] arguments)
    {
        var (found, said) = await channel.RunAsync("Casework.Host", arguments);
        Assert.True(found == code && said.Contains(sentence, StringComparison.Ordinal), $"{found}: {said}");
    }

    private static async Task<int> KeepReportingAsync(MailboxStore store, CancellationToken enough)
    {
        var sent = 0;
        while (!enough.IsCancellationRequested)
        {
            (await DrillChannel.ReportAsync(store)).Dispose();
            sent++;
            await Task.Yield();
        }

        return sent;
    }

    private List<string?> Names(string part) =>
        [.. Directory.GetFiles(Path.Combine(channel.Backup, part)).Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    private static object? Ask(string file, string question)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return command.ExecuteScalar();
    }
}
