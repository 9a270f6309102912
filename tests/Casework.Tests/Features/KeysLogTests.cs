using System.Net;
using System.Text;
using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Directories;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Casework.Tests.Features;

/// <summary>The keys log as the host keeps and serves it; judged with the client's own code.</summary>
public sealed class KeysLogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I_23_every_checkpoint_extends_the_previous_one_and_holds_what_is_served_by_then()
    {
        using var data = new TestData();
        await using var host = new RunningHost(data);
        var first = await LogAsync(host);
        Assert.Equal(1 + 3 + 1, first.Checkpoint.Size);
        Assert.True(first.Holds(KeysEntryKind.Directory, KeysEntry.HashOf(data.Sample.Directory)));
        Assert.All(host.Mailbox.Directories.Current().Certificates, certificate => Assert.True(first.Holds(KeysEntryKind.Certificate, KeysEntry.HashOf(certificate))));
        Assert.Equal(KeysEntry.Of(await GetAsync(host, "/page/manifest.json")), first.Last(KeysEntryKind.OfficersPage)!.Hash);

        host.Clock.Advance(TimeSpan.FromDays(1));
        var browser = await host.Open().SignInAsync(data.Responsible);
        var certificate = data.Sample.Certificate(data.Sample.Responsible, serial: 2, data.Sample.Noise(Sic.KemKeySize));
        using (await browser.PostBytesAsync("/o/certificate", certificate))
        {
            var second = await LogAsync(host);
            Assert.Equal(first.Checkpoint.Size + 1, second.Checkpoint.Size);
            Assert.Equal(LogStanding.Continues, second.Since(first.Checkpoint.Size, first.Checkpoint.Root));
            Assert.Equal(new KeysEntry(KeysEntryKind.Certificate, TestData.Today.AddDays(1), KeysEntry.Of(certificate)), second.Entries[^1]);
        }

        // A key that its officer revokes, and the page that intake says it serves.
        var keyId = Sic.KemKeyId(data.Sample.Responsible.KemKey);
        using (await browser.PostBytesAsync("/o/freshness", data.Sample.Freshness(data.Sample.Responsible, TestData.Today.Value + 1, keyId)))
        {
            await host.Mailbox.Hosts.AnnounceAsync(new ChannelHost(ChannelUses.Receipts, data.Sample.IntakeKey.PublicKey, ["https://report.example"]) { Page = Hash32.Ones, Sealer = Hash32.Ones }, Token);
            var third = await LogAsync(host);
            Assert.Equal([KeysEntryKind.Revocation, KeysEntryKind.ReportersPage, KeysEntryKind.Sealer], third.Entries.Skip(first.Checkpoint.Size + 1).Select(entry => entry!.Kind));
            Assert.True(third.Holds(KeysEntryKind.Revocation, KeysEntry.HashOf(data.Sample.Responsible.Id, keyId)));
        }
    }

    [Fact]
    public async Task A_restart_adds_nothing_and_another_page_is_logged_each_time_it_comes()
    {
        using var data = new TestData();
        Checkpoint before;
        await using (var host = new RunningHost(data))
        {
            before = (await LogAsync(host)).Checkpoint;
        }

        await using (var host = new RunningHost(data))
        {
            Assert.Equal(before, (await LogAsync(host)).Checkpoint);
        }

        var manifest = Path.Combine(data.Web, "manifest.json");
        var own = await File.ReadAllTextAsync(manifest, Token);
        foreach (var (page, size) in ((string, int)[])[(own + "\n", 1), (own, 2), (own, 2)])
        {
            await File.WriteAllTextAsync(manifest, page, Token);
            await using var host = new RunningHost(data);
            var log = await LogAsync(host);
            Assert.Equal(before.Size + size, log.Checkpoint.Size);
            Assert.Equal(LogStanding.Continues, log.Since(before.Size, before.Root));
            Assert.Equal(KeysEntry.Of(Encoding.UTF8.GetBytes(page)), log.Last(KeysEntryKind.OfficersPage)!.Hash);
        }
    }

    [Fact]
    public async Task Without_a_directory_that_lists_the_key_there_is_no_log()
    {
        using var data = new TestData();
        data.UseChannelKey(data.Sample.IntakeKey);
        await using var host = new RunningHost(data);
        using var answer = await host.Open().GetAsync("/log/keys/checkpoint");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("tile/0/000")]
    [InlineData("tile/0/000.p/6")]
    [InlineData("tile/0/001.p/1")]
    [InlineData("tile/1/000.p/1")]
    [InlineData("tile/9/000.p/1")]
    [InlineData("tile/entries/000.p/6")]
    [InlineData("tile/entries/0.p/1")]
    [InlineData("openings/x000/000.p/1")]
    [InlineData("access/checkpoint")]
    public async Task What_the_tree_does_not_reach_is_not_there(string path)
    {
        await using var host = new RunningHost();
        using var answer = await host.Open().GetAsync($"/log/keys/{path}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Hash_tiles_are_those_of_the_entries()
    {
        await using var host = new RunningHost();
        var log = await LogAsync(host);
        foreach (var tile in log.Tiles())
        {
            Assert.Equal(log.HashesOf(tile), await GetAsync(host, $"/log/keys/tile/{tile.Level}/{tile.Place}"));
        }
    }

    /// <summary>The mutant: the file without its guard, and a row of the past written anew. Whoever saw the log before sees the fork.</summary>
    [Fact]
    public async Task I_23_without_the_guard_a_rewritten_entry_would_be_seen_by_whoever_saw_the_log_before()
    {
        using var data = new TestData();
        Checkpoint before;
        await using (var host = new RunningHost(data))
        {
            before = (await LogAsync(host)).Checkpoint;
        }

        Assert.Throws<SqliteException>(() => Execute(data, "UPDATE log_entries SET opening = zeroblob(69) WHERE place = 0"));
        Assert.Throws<SqliteException>(() => Execute(data, "DELETE FROM log_entries WHERE place = 4"));
        Execute(data, "DROP TRIGGER log_entries_stay; UPDATE log_entries SET opening = (SELECT opening FROM log_entries WHERE place = 1) WHERE place = 0");

        await using var rewritten = new RunningHost(data);
        Assert.Equal(LogStanding.Forked, (await LogAsync(rewritten)).Since(before.Size, before.Root));
    }

    private static void Execute(TestData data, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data.Data, "casework.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private static async Task<KeysLog> LogAsync(RunningHost host)
    {
        var directory = host.Files.Sample.Directory;
        Assert.True(Checkpoint.TryVerify(await GetAsync(host, "/log/keys/checkpoint"), directory, TestData.Today, out var checkpoint, out var failure), failure.Name());
        var entries = new List<ReadOnlyMemory<byte>>();
        var openings = new List<ReadOnlyMemory<byte>>();
        foreach (var tile in LogTile.Bottom(checkpoint.Size))
        {
            entries.Add(await GetAsync(host, $"/log/keys/tile/entries/{tile.Place}"));
            openings.Add(await GetAsync(host, $"/log/keys/openings/{tile.Place}"));
        }

        Assert.True(KeysLog.TryPut(checkpoint, entries, openings, out var log, out failure), failure.Name());
        return log;
    }

    private static async Task<byte[]> GetAsync(RunningHost host, string path)
    {
        using var answer = await host.Open().GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(Token);
    }
}
