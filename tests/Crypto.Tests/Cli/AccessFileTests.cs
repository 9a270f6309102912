using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Verifying;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Crypto.Tests.Cli;

/// <summary>An access log against the keys log: whatever was changed, added or left out shows.</summary>
public sealed class AccessFileTests : IDisposable
{
    private static readonly CivilDay Today = new(20_514);
    private static readonly byte[] Key = new byte[32];
    private static readonly Id16 Report = Id16.From([.. Enumerable.Repeat((byte)7, 16)]);
    private readonly SeededEntropy entropy = new("access file");
    private readonly string file = Path.GetTempFileName();
    private readonly List<string> lines;
    private readonly KeysLog log;

    public AccessFileTests()
    {
        byte[][] openings = [.. Enumerable.Range(0, 5).Select(index => new AccessEntry(Report, AccessAction.Read, AccessEntry.ReportOf(Key, index < 3 ? Report : Id16.Ones), Today.AddDays(index / 2)).Open(Salt()))];
        Hash32[] leaves = [.. openings.Select(opening => AccessEntry.LeafHashOf(opening))];
        (int Size, byte[] Opening)[] heads = [.. new[] { 2, 4, 5 }.Select((size, day) => (size, AccessEntry.Head(Today.AddDays(day), leaves.AsSpan(0, size)).Open(Salt())))];
        lines = [$"key {Convert.ToHexStringLower(Key)}", .. openings.Select(opening => $"entry {Convert.ToHexStringLower(opening)}"), .. heads.Select(head => $"head {head.Size} {Convert.ToHexStringLower(head.Opening)}")];
        byte[][] logged = [.. heads.Select(head => KeysEntry.LeafOf(head.Opening).ToArray())];
        var checkpoint = new Checkpoint("log", 3, MerkleTree.Root(logged.Select(leaf => MerkleTree.LeafHash(leaf)).ToArray()));
        Assert.True(KeysLog.TryPut(checkpoint, [KeysLog.Bundle(logged.Select(leaf => (ReadOnlyMemory<byte>)leaf))], [KeysLog.Bundle(logged.Select(_ => ReadOnlyMemory<byte>.Empty))], out var put, out _));
        log = put;
    }

    public void Dispose() => File.Delete(file);

    [Fact]
    public void What_was_logged_verifies_and_is_found_by_report()
    {
        var read = Read(lines);
        Assert.Null(read.Judge(log));
        Assert.Equal(3, read.DaysClosed);
        Assert.Equal(3, read.Entries.Count(entry => read.IsAbout(entry, Report)));
    }

    /// <summary>The controls, each a file that somebody bent.</summary>
    [Fact]
    public void A_file_that_was_changed_shortened_or_added_to_would_be_noticed()
    {
        Assert.NotNull(Read([.. lines[..1], .. lines[2..]]).Judge(log));
        Assert.NotNull(Read([.. lines[..2], lines[1], .. lines[2..]]).Judge(log));
        Assert.NotNull(Read([lines[0], lines[2], lines[1], .. lines[3..]]).Judge(log));
        Assert.NotNull(Read([lines[0], lines[1][..^1] + (lines[1][^1] == '0' ? '1' : '0'), .. lines[2..]]).Judge(log));
        Assert.NotNull(Read(lines[..^1]).Judge(log));
        Assert.NotNull(Read([.. lines[..5], .. lines[6..^1]]).Judge(log));
        Assert.NotNull(Read([.. lines[..^1], lines[^1].Replace("head 5", "head 4", StringComparison.Ordinal)]).Judge(log));
        Assert.NotNull(Read(lines[..1]).Judge(log));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing of ours")]
    [InlineData("key 00")]
    [InlineData("key 00\nentry 00")]
    public void Another_file_is_refused(string content)
    {
        File.WriteAllText(file, content);
        Assert.Throws<CommandStopped>(() => AccessFile.Read(new FileInfo(file)));
    }

    private AccessFile Read(IEnumerable<string> content)
    {
        File.WriteAllText(file, string.Join('\n', content) + "\n");
        return AccessFile.Read(new FileInfo(file));
    }

    private Hash32 Salt()
    {
        var salt = new byte[32];
        entropy.Fill(salt);
        return Hash32.From(salt);
    }
}
