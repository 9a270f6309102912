using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Intake.Mailbox.Storage;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;
using IntegrityChannel.Testing;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Mailbox.Tests;

/// <summary>Databases of version 0.1, frozen in Fixtures, are brought to the present schema; those of a newer version are left alone.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("upgrade-").FullName;

    private string MailboxFile => Path.Combine(folder, "mailbox.db");

    private string KeysFile => Path.Combine(folder, "keys.db");

    [Fact]
    public async Task A_mailbox_of_version_0_1_is_upgraded_and_read_as_before()
    {
        TakeOld();
        await using var store = await OpenAsync();

        var reportId = Id("SELECT report_id FROM report");
        var officer = Id("SELECT who FROM wrap WHERE who NOT IN (zeroblob(16), x'ffffffffffffffffffffffffffffffff') LIMIT 1");
        var entries = await store.ReadForAsync(reportId, officer, TestMailbox.Cancel);

        Assert.Equal([ObjectKind.Report, ObjectKind.ReporterMessage, ObjectKind.Reply], entries!.Select(entry => entry.Header.Kind).Order());
        Assert.All(entries!, entry => Assert.Equal((EntryForm.ForReader, new CivilDay(TestMailbox.Today)), (entry.Form, entry.PutDay)));
        Assert.NotNull(store.Directories.Current().Newest);
        Assert.Equal((Known<MailboxContext>(MailboxFile), Known<KeysContext>(KeysFile)), (Version(MailboxFile), Version(KeysFile)));
    }

    /// <summary>Wraps that lay in rows of their own lie side by side now; each opens under its own shred key, so none took the place of another.</summary>
    [Fact]
    public async Task A_mailbox_of_version_0_1_keeps_every_wrap_of_every_reader()
    {
        TakeOld();
        var (before, wraps) = (TestMailbox.Ask(MailboxFile, "SELECT count(*) FROM wrap"), Remnants.Column(MailboxFile, "SELECT stored_wrap FROM wrap ORDER BY object_id, key_id"));
        await using var store = await OpenAsync();

        Assert.Equal(before, TestMailbox.Ask(MailboxFile, "SELECT count(*) FROM wrap"));
        Assert.Equal(wraps, Remnants.Wraps(MailboxFile, "1 ORDER BY w.object_id, w.key_id"));
        Assert.Equal(before * 1212, TestMailbox.Ask(MailboxFile, "SELECT sum(length(wraps)) FROM content"));
        var reportId = Id("SELECT report_id FROM report");
        foreach (var who in Remnants.Column(MailboxFile, "SELECT DISTINCT who FROM wrap").Select(who => Id16.From(who)).Where(who => who.NamesAnOfficer))
        {
            Assert.All((await store.ReadForAsync(reportId, who, TestMailbox.Cancel))!, entry => Assert.Equal(EntryForm.ForReader, entry.Form));
        }
    }

    [Fact]
    public async Task A_file_that_changes_its_schema_is_copied_before_and_one_that_does_not_is_not()
    {
        TakeOld();
        await using var store = await OpenAsync();

        foreach (var (file, known) in new[] { (MailboxFile, Known<MailboxContext>(MailboxFile)), (KeysFile, Known<KeysContext>(KeysFile)) })
        {
            Assert.Equal(known > 1, File.Exists(file + ".schema-1"));
        }
    }

    /// <summary>The short way of a start: only where nothing is missing and nothing is newer.</summary>
    [Fact]
    public async Task A_file_counts_as_present_only_with_exactly_the_migrations_of_this_program()
    {
        Assert.False(PresentSchema.IsIn<KeysContext>(new SqliteFile(KeysFile)));
        Assert.False(File.Exists(KeysFile));
        await File.WriteAllBytesAsync(KeysFile, [], TestMailbox.Cancel);
        Assert.False(PresentSchema.IsIn<KeysContext>(new SqliteFile(KeysFile)));

        await (await OpenAsync()).DisposeAsync();
        Assert.True(PresentSchema.IsIn<KeysContext>(new SqliteFile(KeysFile)));
        Assert.True(PresentSchema.IsIn<MailboxContext>(new SqliteFile(MailboxFile)));
        Assert.False(PresentSchema.IsIn<MailboxContext>(new SqliteFile(KeysFile)));

        Run(KeysFile, "INSERT INTO __EFMigrationsHistory VALUES ('2999010101_FromTheFuture', '99')");
        Assert.False(PresentSchema.IsIn<KeysContext>(new SqliteFile(KeysFile)));
        Run(MailboxFile, "PRAGMA user_version = 99");
        Assert.False(PresentSchema.IsIn<MailboxContext>(new SqliteFile(MailboxFile)));
    }

    [Theory]
    [InlineData("PRAGMA user_version = 99")]
    [InlineData("INSERT INTO __EFMigrationsHistory VALUES ('2999010101_FromTheFuture', '99')")]
    public async Task A_file_of_a_newer_version_is_refused_by_name_and_not_changed(string future)
    {
        TakeOld();
        Run(KeysFile, future);
        var before = await File.ReadAllBytesAsync(KeysFile, TestMailbox.Cancel);

        var refused = await Assert.ThrowsAsync<NewerSchemaException>(OpenAsync);

        Assert.StartsWith("keys.db was written by a newer version", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(KeysFile, TestMailbox.Cancel));
    }

    [Fact]
    public async Task Without_the_mark_of_its_version_a_newer_file_would_be_opened()
    {
        TakeOld();
        Run(KeysFile, "CREATE TABLE from_the_future (id INTEGER NOT NULL PRIMARY KEY) WITHOUT ROWID");

        await using var store = await OpenAsync();

        Assert.Equal(0, TestMailbox.Ask(KeysFile, "SELECT count(*) FROM from_the_future"));
    }

    [Fact]
    public async Task A_copy_is_whole_while_somebody_writes_and_for_its_owner_only()
    {
        await using var test = await TestMailbox.OpenAsync();
        using var report = test.NewReport();
        await test.PutAsync(report.Report());
        var copy = Path.Combine(folder, "copy.db");

        // The rows lie in the log still: the two stores keep the files open.
        Assert.NotEqual(0, new FileInfo(test.MailboxFile + "-wal").Length);
        DatabaseCopy.Write(test.MailboxFile, copy);
        await test.PutAsync(report.Message());

        Assert.Equal(1, TestMailbox.Ask(copy, "SELECT count(*) FROM object"));
        Assert.Equal(2, TestMailbox.Ask(test.MailboxFile, "SELECT count(*) FROM object"));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(copy) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Throws<IOException>(() => DatabaseCopy.Write(test.MailboxFile, copy));
    }

    [Fact]
    public async Task A_copy_beside_the_keys_is_gone_after_a_week_and_not_before()
    {
        await using var test = await TestMailbox.OpenAsync();
        var copy = test.KeysFile + ".schema-1";
        DatabaseCopy.Write(test.KeysFile, copy);
        File.SetLastWriteTimeUtc(copy, test.Clock.GetUtcNow().UtcDateTime);

        test.Clock.Advance(TimeSpan.FromDays(7));
        await test.Intake.DropOrphanKeysAsync(TestMailbox.Cancel);
        Assert.True(File.Exists(copy));

        test.Clock.Advance(TimeSpan.FromHours(1));
        await test.Intake.DropOrphanKeysAsync(TestMailbox.Cancel);
        Assert.False(File.Exists(copy));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void TakeOld()
    {
        var fixtures = Path.Combine(AppContext.BaseDirectory, "Fixtures");
        File.Copy(Path.Combine(fixtures, "mailbox-1.db"), MailboxFile);
        File.Copy(Path.Combine(fixtures, "keys-1.db"), KeysFile);
    }

    private Task<MailboxStore> OpenAsync() => MailboxStore.OpenAsync(
        new MailboxOptions
        {
            MailboxFile = MailboxFile,
            KeysFile = KeysFile,
            Clock = ManualClock.At("2026-03-02T10:00:00+01:00"),
            Entropy = SystemEntropy.Instance,
        },
        TestMailbox.Cancel);

    private Id16 Id(string question)
    {
        using var connection = new SqliteConnection($"Data Source={MailboxFile};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return Id16.From((byte[])command.ExecuteScalar()!);
    }

    private static int Known<TContext>(string file)
        where TContext : Microsoft.EntityFrameworkCore.DbContext
    {
        using var context = (TContext)Activator.CreateInstance(
            typeof(TContext), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public, null, [new SqliteFile(file).Options<TContext>()], null)!;
        return SchemaUpgrade.Known(context);
    }

    private static int Version(string file) => (int)TestMailbox.Ask(file, "SELECT user_version FROM pragma_user_version");

    private static void Run(string file, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
