namespace IntegrityChannel.Mailbox.Tests;

/// <summary>Whoever else has an account on the machine reads neither the sealed objects nor the shred keys.</summary>
public sealed class FileModeTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task Every_file_of_a_new_mailbox_is_for_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "this system has no file modes");
        await using var test = await TestMailbox.OpenAsync();
        using var report = test.NewReport();
        await test.PutAsync(report.Report());
        var files = Directory.GetFiles(test.Folder);

        var names = files.Select(Path.GetFileName);
        Assert.All((string[])["mailbox.db", "mailbox.db-wal", "mailbox.db-shm", "keys.db", "keys.db-wal", "keys.db-shm"], name => Assert.Contains(name, names));
        Assert.All(files, file => Assert.Equal(OwnerOnly, ModeOf(file)));
    }

    [Fact]
    public async Task Without_the_mode_others_could_read_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "this system has no file modes");
        await using var test = await TestMailbox.OpenAsync();
        var plain = Path.Combine(test.Folder, "plain.db");
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={plain};Pooling=false"))
        {
            await connection.OpenAsync(TestMailbox.Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE plain (id INTEGER)";
            await command.ExecuteNonQueryAsync(TestMailbox.Cancel);
        }

        Assert.SkipWhen(ModeOf(plain) == OwnerOnly, "the umask of this account closes every file by itself");
        Assert.NotEqual(UnixFileMode.None, ModeOf(plain) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead));
    }

    private static UnixFileMode ModeOf(string file) =>
        OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : File.GetUnixFileMode(file);
}
