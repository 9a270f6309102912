using System.Net;
using System.Text;
using IntegrityChannel.Casework.Host.KeysLogs;
using IntegrityChannel.Casework.Host.Maintenance;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrityChannel.Casework.Tests.Features;

/// <summary>Who read what: noted by day, closed once a day, and nothing of it told to the public.</summary>
public sealed class AccessLogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_officer_reads_stands_once_in_the_log_when_the_day_is_over_and_its_head_in_the_keys_log()
    {
        using var data = new TestData();
        await using var host = new RunningHost(data);
        using var report = await host.SubmitAsync(data.Sample.Responsible, data.Sample.Deputy);
        await ReadAsync(host, data.Responsible, report.ReportId, times: 3);
        await ReadAsync(host, data.Deputy, report.ReportId);
        Assert.Empty((await LogAsync(host)).Openings);

        host.Clock.Advance(TimeSpan.FromDays(1));
        var keeper = host.Services.GetRequiredService<LogKeeper>();
        await keeper.CloseDaysAsync(Token);
        await keeper.CloseDaysAsync(Token);

        var (openings, heads) = await LogAsync(host);
        var key = await host.Services.GetRequiredService<AccessRecorder>().KeyAsync(Token);
        var expected = new[] { data.Sample.Responsible.Id, data.Sample.Deputy.Id }.Select(officer => new AccessEntry(officer, AccessAction.Read, AccessEntry.ReportOf(key, report.ReportId), TestData.Today));
        Assert.Equal(expected.OrderBy(entry => entry.Officer), openings.Select(Open).OrderBy(entry => entry.Officer));
        Assert.Equal((TestData.Today.Value, 2), (Assert.Single(heads).Day, heads[0].Size));
        Assert.Equal(AccessEntry.Head(TestData.Today, [.. openings.Select(opening => AccessEntry.LeafHashOf(opening))]), Assert.IsType<KeysEntry>(KeysEntry.TryOpen(heads[0].Opening, out var head, out _) ? head : null));

        // In the keys log: its leaf, and an opening of no bytes.
        var size = (await keeper.ReadAsync(Token))!.Size;
        var entries = await BundleAsync(host, "tile/entries", size);
        var shown = await BundleAsync(host, "openings", size);
        Assert.Equal(KeysEntry.LeafOf(heads[0].Opening).ToArray(), entries[^1]);
        Assert.Empty(shown[^1]);
        Assert.All(shown[..^1], opening => Assert.Equal(KeysEntry.OpeningSize, opening.Length));
    }

    /// <summary>Whoever was left out and watches the public log sees the same whether somebody reads a case or nobody does; of two days alike they cannot even see that.</summary>
    [Fact]
    public async Task I_27_the_keys_log_grows_by_one_a_day_whether_anybody_read_anything_or_not()
    {
        List<int> sizes = [];
        foreach (var busy in (bool[])[true, false])
        {
            using var data = new TestData();
            await using var host = new RunningHost(data);
            using var report = await host.SubmitAsync(data.Sample.Responsible);
            var keeper = host.Services.GetRequiredService<LogKeeper>();
            for (var day = 0; day < 3; day++)
            {
                if (busy)
                {
                    await ReadAsync(host, data.Responsible, report.ReportId);
                }

                host.Clock.Advance(TimeSpan.FromDays(1));
                await keeper.CloseDaysAsync(Token);
            }

            sizes.Add((await keeper.ReadAsync(Token))!.Size);
            var leaves = await BundleAsync(host, "tile/entries", sizes[^1]);
            Assert.Distinct(leaves.Select(Convert.ToHexString));
        }

        Assert.Equal(sizes[0], sizes[1]);
    }

    /// <summary>The control: with the count of entries, which the public log does not show, the two would be told apart.</summary>
    [Fact]
    public async Task I_27_a_public_count_of_entries_would_tell_a_busy_day_from_a_quiet_one()
    {
        using var data = new TestData();
        await using var host = new RunningHost(data);
        using var report = await host.SubmitAsync(data.Sample.Responsible);
        await ReadAsync(host, data.Responsible, report.ReportId);
        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.Services.GetRequiredService<LogKeeper>().CloseDaysAsync(Token);
        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.Services.GetRequiredService<LogKeeper>().CloseDaysAsync(Token);
        Assert.Equal([1, 0], (await LogAsync(host)).Heads.Select((head, at) => at == 0 ? head.Size : 0));
    }

    [Fact]
    public async Task What_cannot_be_noted_is_not_handed_out()
    {
        using var data = new TestData();
        await using var host = new RunningHost(data);
        using var report = await host.SubmitAsync(data.Sample.Responsible);
        var browser = await host.Open().SignInAsync(data.Responsible);
        Execute(data, "DROP TABLE access_today");
        using var answer = await browser.GetAsync($"/o/cases/{System.Buffers.Text.Base64Url.EncodeToString(report.ReportId.Span)}");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    [Fact]
    public async Task The_file_for_an_auditor_is_written_once_and_holds_all_of_it()
    {
        using var data = new TestData();
        await using (var host = new RunningHost(data))
        {
            using var report = await host.SubmitAsync(data.Sample.Responsible);
            await ReadAsync(host, data.Responsible, report.ReportId);
            host.Clock.Advance(TimeSpan.FromDays(1));
            await host.Services.GetRequiredService<LogKeeper>().CloseDaysAsync(Token);
        }

        var file = Path.Combine(data.Data, "access.txt");
        Assert.Equal(0, await RunAsync("access", "--data", data.Data, "--to", file));
        Assert.Equal(["entry", "head", "key"], (await File.ReadAllLinesAsync(file, Token)).Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal(3, await RunAsync("access", "--data", data.Data, "--to", file));
        Assert.Equal(2, await RunAsync("access", "--data", data.Data));
    }

    private static Task<int> RunAsync(params string[] args) => MaintenanceCommands.RunAsync(args, TextWriter.Null, TextWriter.Null, Token);

    private static async Task ReadAsync(RunningHost host, IntegrityChannel.Testing.SampleAccount account, Id16 report, int times = 1)
    {
        var browser = await host.Open().SignInAsync(account);
        for (var time = 0; time < times; time++)
        {
            using var answer = await browser.GetAsync($"/o/cases/{System.Buffers.Text.Base64Url.EncodeToString(report.Span)}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private static async Task<(IReadOnlyList<byte[]> Openings, IReadOnlyList<AccessHeadRow> Heads)> LogAsync(RunningHost host) => await host.Services.GetRequiredService<AccessEntries>().ReadAsync(Token);

    private static AccessEntry Open(byte[] opening) => AccessEntry.TryOpen(opening, out var entry, out _) ? entry : throw new InvalidOperationException();

    private static async Task<byte[][]> BundleAsync(RunningHost host, string what, int size)
    {
        using var answer = await host.Open().GetAsync($"/log/keys/{what}/000.p/{size}");
        var reader = new SicReader(await answer.Content.ReadAsByteArrayAsync(Token));
        var items = new List<byte[]>();
        while (items.Count < size)
        {
            items.Add(reader.Vector().ToArray());
        }

        Assert.True(reader.Finish(), Encoding.ASCII.GetString(items[0]));
        return [.. items];
    }

    private static void Execute(TestData data, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data.Data, "casework.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
