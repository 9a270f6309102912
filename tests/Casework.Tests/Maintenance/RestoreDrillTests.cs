using IntegrityChannel.Crypto.Protocol.Backups;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Testing;
using Microsoft.Data.Sqlite;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Casework.Tests.Maintenance;

/// <summary>The drill: back up while the stores are in use, lose everything, restore with two shares, and go on where it was.</summary>
public sealed class RestoreDrillTests : IAsyncLifetime
{
    private DrillChannel channel = null!;
    private CodeKeys reporter = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        channel = await DrillChannel.CreateAsync();
        await using var store = await channel.OpenAsync(channel.Data);
        reporter = await DrillChannel.ReportAsync(store);
        await channel.AnswerAsync(store, reporter);
    }

    public async ValueTask DisposeAsync()
    {
        reporter.Dispose();
        await channel.DisposeAsync();
    }

    [Fact]
    public async Task After_a_loss_the_code_works_the_officer_reads_and_the_dates_are_those_of_before()
    {
        await using (var inUse = await channel.OpenAsync(channel.Data))
        {
            await channel.BackUpAsync();
        }

        Directory.Delete(channel.Data, recursive: true);
        channel.SetDay(20);
        var (code, said) = await channel.RestoreAsync("--fingerprint", channel.Fingerprint);

        Assert.True(code == 0, said);
        await using var store = await channel.OpenAsync(channel.Restored);
        var mailbox = await DrillChannel.MailboxAsync(store, reporter);
        Assert.Equal(DrillChannel.Answered, Words(Assert.IsType<OpenedContent.Reply>(mailbox!.Items[1].Content).Text));
        var opened = await channel.CaseAsync(store, reporter);
        Assert.Equal(DrillChannel.Planted, Words(Assert.IsType<OpenedContent.Report>(opened!.Items[0].Content).Answers[0].Text));
        Assert.All(await store.ObjectsAsync(opened.Items[0].Header.ReportId, Token), item => Assert.Equal(DrillChannel.FirstDay, item.PutDay));
        Assert.All(
            Directory.GetFiles(channel.Restored, "*", SearchOption.AllDirectories),
            file => Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), file));
    }

    [Fact]
    public async Task A_rehearsal_reads_all_of_it_with_the_shares_and_writes_nothing()
    {
        await channel.BackUpAsync();

        var (code, said) = await channel.RestoreAsync("--rehearse");
        var (wrong, _) = await channel.RestoreWithAsync([channel.Shares[0]], "--rehearse");

        Assert.True(code == 0, said);
        Assert.Contains("REHEARSAL", said, StringComparison.Ordinal);
        Assert.NotEqual(0, wrong);
        Assert.False(Directory.Exists(channel.Restored));
    }

    [Fact]
    public async Task What_was_erased_after_the_backup_stays_closed_with_the_keys_of_after()
    {
        await channel.BackUpAsync();
        channel.EraseAll();
        channel.SetDay(1);
        await channel.BackUpAsync();

        var (code, said) = await channel.RestoreAsync("--long-term", Path.Combine(channel.Backup, "long-term", $"{DrillChannel.FirstDay}.backup"));

        Assert.True(code == 0, said);
        await using var store = await channel.OpenAsync(channel.Restored);
        Assert.False(await OpensAsync(store));
    }

    // The control of the test above, and the honest limit: for a week the keys part of before exists.
    [Fact]
    public async Task With_the_keys_of_before_the_erasure_it_would_open()
    {
        await channel.BackUpAsync();
        channel.EraseAll();

        Assert.Equal(0, (await channel.RestoreAsync()).Code);
        await using var store = await channel.OpenAsync(channel.Restored);
        Assert.True(await OpensAsync(store));
    }

    [Fact]
    public async Task A_backup_that_was_made_while_a_report_was_being_erased_comes_back_without_it()
    {
        await channel.BuryAsync(reporter);
        Assert.NotEmpty(ShredKeys(channel.Data));
        await channel.BackUpAsync();

        Assert.Equal(0, (await channel.RestoreAsync()).Code);
        Assert.NotEmpty(ShredKeys(channel.Restored));
        await using var store = await channel.OpenAsync(channel.Restored);
        Assert.Null(await store.FindMailboxAsync(reporter.Lookup, Token));
        Assert.Empty(ShredKeys(channel.Restored));
    }

    [Fact]
    public async Task Without_the_keys_part_nothing_opens()
    {
        await channel.BackUpAsync();
        Directory.Delete(Path.Combine(channel.Backup, "keys"), recursive: true);

        Assert.Equal(3, (await channel.RestoreAsync()).Code);
        Assert.Equal(0, (await channel.RestoreAsync("--without-keys")).Code);
        await using var store = await channel.OpenAsync(channel.Restored);
        Assert.NotNull(await store.FindMailboxAsync(reporter.Lookup, Token));
        Assert.False(await OpensAsync(store));
    }

    [Fact]
    public async Task A_stolen_backup_holds_no_planted_text_no_key_and_no_passphrase_and_opens_with_nobody_elses_shares()
    {
        await channel.BackUpAsync();
        var passphrase = File.ReadLines(Path.Combine(channel.Data, "demo", "officers.txt")).First(line => line.StartsWith("passphrase: ", StringComparison.Ordinal))["passphrase: ".Length..];
        var scan = new LeakScan().Plant("report", "zilverenotter-planted-text").Plant("answer", "bronzenlibel-planted-answer").Plant("passphrase", passphrase).Plant("account", "verantwoordelijke@");

        Assert.Empty(scan.FindInFiles(channel.Backup));
        Assert.NotEmpty(scan.FindInFiles(Path.Combine(channel.Data, "demo")));
        var parts = Directory.GetFiles(channel.Backup, "*.backup", SearchOption.AllDirectories);
        Assert.NotEmpty(ShredKeys(channel.Data));
        foreach (var secret in ShredKeys(channel.Data).Append(await File.ReadAllBytesAsync(Path.Combine(channel.Data, "intake", "channel.key"), Token)))
        {
            Assert.All(parts, part => Assert.Equal(-1, File.ReadAllBytes(part).AsSpan().IndexOf(secret)));
            Assert.NotEqual(-1, Directory.GetFiles(channel.Data, "*", SearchOption.AllDirectories).Max(file => File.ReadAllBytes(file).AsSpan().IndexOf(secret)));
        }

        await using var stranger = await DrillChannel.CreateAsync();
        Assert.Equal(4, (await channel.RestoreWithAsync([channel.Shares[0]])).Code);
        Assert.Equal(4, (await channel.RestoreWithAsync([channel.Shares[0], stranger.Shares[1]])).Code);
        Assert.Equal(4, (await channel.RestoreWithAsync([stranger.Shares[0], stranger.Shares[1]])).Code);
        Assert.False(Directory.Exists(channel.Restored));
        Assert.Equal(0, (await channel.RestoreWithAsync([channel.Shares[2], channel.Shares[0]])).Code);
    }

    [Fact]
    public async Task A_part_that_was_not_sealed_would_be_found_by_the_same_search()
    {
        var plain = Path.Combine(Directory.CreateDirectory(channel.Backup).FullName, "plain.backup");
        await using (var content = new ArchiveSourceStream([ArchiveEntry.Of("demo/officers.txt", Path.Combine(channel.Data, "demo", "officers.txt"))]))
        await using (var file = File.Create(plain))
        {
            await content.CopyToAsync(file, Token);
        }

        var passphrase = File.ReadLines(Path.Combine(channel.Data, "demo", "officers.txt")).First(line => line.StartsWith("passphrase: ", StringComparison.Ordinal))["passphrase: ".Length..];
        Assert.NotEmpty(new LeakScan().Plant("passphrase", passphrase).FindInFiles(channel.Backup));
    }

    [Fact]
    public async Task A_changed_or_cut_part_is_refused_before_anything_is_written()
    {
        await channel.BackUpAsync();
        foreach (var part in Directory.GetFiles(channel.Backup, "*.backup", SearchOption.AllDirectories))
        {
            var whole = await File.ReadAllBytesAsync(part, Token);
            foreach (var at in new[] { 4, 6, 10, 1500, 3000, whole.Length / 2, whole.Length - 1 })
            {
                var changed = (byte[])whole.Clone();
                changed[at] ^= 1;
                await File.WriteAllBytesAsync(part, changed, Token);
                Assert.NotEqual(0, (await channel.RestoreAsync()).Code);
            }

            await File.WriteAllBytesAsync(part, whole.AsMemory(0, whole.Length - 100), Token);
            Assert.NotEqual(0, (await channel.RestoreAsync()).Code);
            Assert.False(Directory.Exists(channel.Restored) || Directory.Exists(channel.Restored + ".unfinished"));
            await File.WriteAllBytesAsync(part, whole, Token);
        }

        Assert.Equal(0, (await channel.RestoreAsync()).Code);
    }

    [Fact]
    public async Task A_restore_says_what_stands_in_its_way()
    {
        await channel.BackUpAsync();
        await ExpectAsync(4, "another organisation", "--fingerprint", "0000-0000-0000-0000-0000");
        await ExpectAsync(3, "mailbox.db in this backup was written by a newer version", "--schemas", "casework.db=99,keys.db=99,mailbox.db=0");
        await ExpectAsync(3, "is the other part", "--keys", Path.Combine(channel.Backup, "long-term", $"{DrillChannel.FirstDay}.backup"));
        channel.SetDay(1);
        await channel.BackUpAsync();
        await ExpectAsync(3, "older than the long-term part", "--keys", Path.Combine(channel.Backup, "keys", $"{DrillChannel.FirstDay}.backup"));
        Directory.CreateDirectory(channel.Restored);
        await File.WriteAllTextAsync(Path.Combine(channel.Restored, "something"), "there", Token);
        await ExpectAsync(3, "is not empty");
        var (_, known) = await channel.RunAsync("Casework.Host", "schemas");
        File.Delete(Path.Combine(channel.Restored, "something"));
        Assert.Equal(0, (await channel.RestoreAsync("--schemas", known.Trim())).Code);
    }

    [Fact]
    public async Task A_restored_folder_starts_where_the_lost_one_stood()
    {
        await channel.BackUpAsync();
        Assert.Equal(0, (await channel.RestoreAsync()).Code);
        var web = Directory.CreateDirectory(Path.Combine(channel.Restored, "..", "web")).FullName;
        await File.WriteAllTextAsync(Path.Combine(web, "index.html"), "<html></html>", Token);
        await File.WriteAllTextAsync(
            Path.Combine(web, "manifest.json"),
            $$"""{"files":[{"path":"index.html","type":"text/html; charset=utf-8","sha256":"{{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("<html></html>"u8))}}"}]}""",
            Token);
        using var casework = channel.Start("Casework.Host", "--data", channel.Restored, "--port", "0", "--web", web);
        var said = "";
        while (!said.Contains("listens on", StringComparison.Ordinal) && await casework.StandardOutput.ReadLineAsync(Token) is { } line)
        {
            said += line;
        }

        Assert.Contains("listens on", said, StringComparison.Ordinal);
        casework.Kill();
        await casework.WaitForExitAsync(Token);
    }

    private async Task ExpectAsync(int code, string sentence, params string[] more)
    {
        var (found, said) = await channel.RestoreAsync(more);
        Assert.True(found == code && said.Contains(sentence, StringComparison.Ordinal), $"{found}: {said}");
    }

    private async Task<bool> OpensAsync(IntegrityChannel.Intake.Mailbox.MailboxStore store)
    {
        var opened = await channel.CaseAsync(store, reporter);
        var answered = await DrillChannel.MailboxAsync(store, reporter);
        return opened?.Items.Any(item => item.State == ItemState.Opened) == true || answered?.Items.Any(item => item.State == ItemState.Opened) == true;
    }

    private static string Words(Utf8Text text) => System.Text.Encoding.UTF8.GetString(text.Span);

    private static List<byte[]> ShredKeys(string data)
    {
        using var keys = new SqliteConnection($"Data Source={Path.Combine(data, "keys.db")};Pooling=false");
        keys.Open();
        using var ask = keys.CreateCommand();
        ask.CommandText = "SELECT secret FROM shred";
        using var rows = ask.ExecuteReader();
        var found = new List<byte[]>();
        while (rows.Read())
        {
            found.Add((byte[])rows.GetValue(0));
        }

        return found;
    }
}
