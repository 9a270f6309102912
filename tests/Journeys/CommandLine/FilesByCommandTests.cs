using System.Text.Json;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Journeys.CommandLine;

/// <summary>Files both ways by commands alone, against both real processes.</summary>
[Collection(OneRelayedChannel.Name)]
public sealed class FilesByCommandTests(RelayedChannel channel) : IDisposable
{
    private const string HostileName = "..\u202Efdp.exe";

    public void Dispose() => channel.IntakeRelay.Tamper = channel.CaseworkRelay.Tamper = null;

    [Fact(Timeout = Patience.Journey)]
    public async Task Files_of_a_report_reach_the_officer_and_those_of_a_reply_the_reporter_byte_for_byte()
    {
        var (photo, notes, letter) = (channel.Noise("Jan zijn foto.JPG", 1_200_000), channel.Note("Zilveren otter, in een bestand."), channel.Noise(HostileName, 1_100_000));

        // The answer to the first part is lost on the way: a question tells that it arrived.
        var lost = 0;
        channel.IntakeRelay.Tamper = (path, _, body) => path == "/r/part" && lost++ == 0 ? [] : body;
        var sent = await channel.ReportAsync("Met twee bestanden.", "--json", "--attach", photo, notes);
        Assert.True(sent.Code == 0, sent.Error);
        Assert.Equal((2, new FileInfo(photo).Length + new FileInfo(notes).Length), (sent.Json().GetProperty("files").GetInt32(), sent.Json().GetProperty("fileBytes").GetInt64()));
        Assert.Equal(2, lost);
        Assert.DoesNotContain(channel.IntakeRelay.Sent, bytes => bytes.AsSpan().IndexOf("otter"u8) >= 0 || bytes.AsSpan().IndexOf("foto"u8) >= 0);

        var number = await channel.CaseOfLastReportAsync();
        var folder = Path.Combine(channel.Scratch, "saved by an officer");
        var files = await ShowAsync(number, folder);
        Assert.Equal(["file-1.jpg", "file-2.txt"], files.Select(file => file.GetProperty("name").GetString()));
        Assert.Equal([Path.Combine(folder, $"{number}-1.bin"), Path.Combine(folder, $"{number}-2.txt")], files.Select(file => file.GetProperty("saved").GetString()));
        Same(photo, files[0]);
        Same(notes, files[1]);
        Assert.Equal(2, Directory.GetFileSystemEntries(folder).Length);

        var reply = await channel.OfficerAsync("reply", number, "--text", channel.Note("Zie de brief."), "--attach", letter);
        Assert.True(reply.Code == 0, reply.Error);
        var code = channel.Note(sent.Json().GetProperty("code").GetString()!);
        var own = Path.Combine(channel.Scratch, "saved by a reporter");
        var mailbox = await channel.MailboxAsync(code, "--files", own, "--answer", channel.Note("Nog een foto."), "--attach", photo, "--keep-names");
        Assert.True(mailbox.Code == 0, mailbox.Error);
        Assert.Contains("  | ..{202E}fdp.exe", mailbox.Output, StringComparison.Ordinal);
        Assert.Contains("go as they are", mailbox.Error, StringComparison.Ordinal);
        var saved = Assert.Single(Directory.GetFileSystemEntries(own));
        Assert.Equal("answer-1.bin", Path.GetFileName(saved));
        Assert.Equal(await File.ReadAllBytesAsync(letter, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(saved, TestContext.Current.CancellationToken));

        // The photo of the answer keeps its name; what was saved before is not fetched again and not written over.
        var again = await ShowAsync(number, folder);
        Assert.Equal("Jan zijn foto.JPG", again[^1].GetProperty("name").GetString());
        Same(photo, again[^1]);
        Assert.Equal(4, Directory.GetFileSystemEntries(folder).Length);
        Assert.Contains("already in", (await channel.OfficerAsync("show", number, "--files", folder)).Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task Files_above_the_limit_are_refused_before_a_code_is_shown_or_a_byte_goes()
    {
        var large = channel.Noise("groot.bin", 1);
        await using (var file = File.OpenWrite(large))
        {
            file.SetLength((100 << 20) + 1);
        }

        var before = channel.IntakeRelay.Sent.Sum(body => body.Length);
        var refused = await channel.ReportAsync("Te groot.", "--attach", large);
        Assert.Equal(3, refused.Code);
        Assert.Contains("E-02", refused.Error, StringComparison.Ordinal);
        Assert.Empty(refused.Output);
        Assert.InRange(channel.IntakeRelay.Sent.Sum(body => body.Length) - before, 1, 100);
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task Stopping_while_files_are_saved_leaves_nothing_behind()
    {
        Assert.Equal(0, (await channel.ReportAsync("Gestopt.", "--attach", channel.Noise("lang.bin", 2_500_000))).Code);
        var number = await channel.CaseOfLastReportAsync();
        var folder = Directory.CreateDirectory(Path.Combine(channel.Scratch, "stopped")).FullName;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var hold = new ManualResetEventSlim();
        channel.CaseworkRelay.Tamper = (path, _, body) =>
        {
            if (path.EndsWith("/1", StringComparison.Ordinal))
            {
                reached.TrySetResult();
                hold.Wait(TimeSpan.FromMinutes(1));
            }

            return body;
        };

        var stopped = await channel.StopWhenAsync(reached.Task, channel.OfficerWords("show", number, "--files", folder));
        hold.Set();
        Assert.Equal(130, stopped.Code);
        Assert.Contains("Stopped.", stopped.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    private async Task<IReadOnlyList<JsonElement>> ShowAsync(string number, string folder)
    {
        var shown = await channel.OfficerAsync("show", number, "--json", "--files", folder);
        Assert.True(shown.Code == 0, shown.Error);
        Assert.Empty(shown.Error);
        return [.. shown.Json().GetProperty("items").EnumerateArray().SelectMany(item => item.GetProperty("files").EnumerateArray())];
    }

    private static void Same(string original, JsonElement file)
    {
        Assert.Equal("name type length sha256 saved problem", string.Join(' ', file.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(File.ReadAllBytes(original), File.ReadAllBytes(file.GetProperty("saved").GetString()!));
    }
}
