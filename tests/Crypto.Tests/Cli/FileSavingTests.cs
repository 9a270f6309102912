using IntegrityChannel.Crypto.Cli.Files;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Tests.Opening;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Crypto.Tests.Cli;

/// <summary>Files that the command line saves: whole and verified, or not at all; under our names, for their owner, over nothing.</summary>
public sealed class FileSavingTests : IDisposable
{
    private static readonly string[] Hostile = ["..", ".bashrc", "-rf", "CON", "a\u202Egpj.exe", "2026-0001-2.txt", "C:x", "~root", "%2e%2e%2f", new('x', 255)];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("integrity-saving-");
    private readonly Dialogue dialogue = new();
    private readonly Dictionary<Id16, List<byte[]>> containers = [];
    private int fetches;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Files_are_saved_byte_for_byte_under_names_of_ours()
    {
        var files = Hostile.Select((_, index) => Noise(index * 37_000)).ToList();
        await ReportAsync(Hostile.Zip(files));
        var saved = await SaveAsync();

        saved.Demand();
        var expected = Hostile.Select((_, index) => $"2026-0001-{index + 1}.bin").ToList();
        Assert.Equal(expected.Order(StringComparer.Ordinal), Names());
        Assert.All(expected, (name, index) => Assert.Equal(files[index], File.ReadAllBytes(Path.Combine(folder.FullName, name))));
        Assert.All(folder.GetFiles(), file => Assert.True(OperatingSystem.IsWindows() || file.UnixFileMode == (UnixFileMode.UserRead | UnixFileMode.UserWrite)));
        Assert.Equal(folder.FullName, Path.GetDirectoryName(Path.GetFullPath(((SavedFile.There)saved.Of(Items()[0].Files[0])!).Path)));
    }

    [Fact]
    public async Task What_lies_there_stays_and_what_was_saved_before_is_not_fetched_again()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "2026-0001-1.bin"), "van iemand anders", Ct);
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "2026-0001-2.bin"), "/nowhere");
        await ReportAsync([("a", Noise(10)), ("b", Noise(20))]);
        (await SaveAsync()).Demand();
        Assert.Equal("van iemand anders", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "2026-0001-1.bin"), Ct));
        Assert.False(File.Exists("/nowhere"));
        Assert.Equal(["2026-0001-1-copy-2.bin", "2026-0001-1.bin", "2026-0001-2-copy-2.bin", "2026-0001-2.bin"], Names());

        var before = fetches;
        var again = await SaveAsync();
        Assert.Equal(before, fetches);
        Assert.All(Items()[0].Files, file => Assert.True(again.Of(file) is SavedFile.There { Before: true }));
        Assert.Equal(4, Names().Count());
    }

    [Fact]
    public async Task A_changed_withheld_short_or_swapped_part_leaves_no_file()
    {
        await ReportAsync([("a", Noise(2_500_000)), ("b", Noise(5))]);
        var parts = containers.Values.Single();
        foreach (var fault in (Func<List<byte[]>, int, byte[]?>[])
                 [
                     (all, index) => index == 2 ? [.. all[index][..^1], (byte)(all[index][^1] ^ 1)] : all[index],
                     (all, index) => index == 1 ? null : all[index],
                     (all, index) => index == 2 ? all[index][..^1] : all[index],
                     (all, index) => all[index == 0 ? 1 : index == 1 ? 0 : index],
                 ])
        {
            var saved = await SaveAsync((header, index) => fault(parts, index));
            Assert.Equal(4, Assert.Throws<CommandStopped>(saved.Demand).ExitCode);
            Assert.All(Items()[0].Files, file => Assert.IsType<SavedFile.NotVerified>(saved.Of(file)));
            Assert.Empty(Names());
        }
    }

    [Fact]
    public async Task A_server_that_falls_silent_or_is_stopped_leaves_no_half_file()
    {
        await ReportAsync([("a", Noise(2_500_000))]);
        var saved = await SaveAsync((header, index) => index < 2 ? containers[header.ObjectId][index] : throw new ExchangeFailed(ExchangeFailure.Unreachable));
        Assert.Equal(3, Assert.Throws<CommandStopped>(saved.Demand).ExitCode);
        Assert.Empty(Names());

        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SaveAsync(
            (header, index) =>
            {
                stop.Cancel();
                return containers[header.ObjectId][index];
            },
            stop.Token));
        Assert.Empty(Names());
    }

    [Fact]
    public async Task One_container_that_fails_does_not_take_the_others_along()
    {
        await ReportAsync([("a", Noise(10))]);
        var letter = await SealAsync([("b", Noise(20))]);
        using var vault = dialogue.Vault(1);
        dialogue.Put(OfficerSealing.Seal(new OpenedContent.Reply(Dialogue.Text("Zie bijlage")), dialogue.Case(1), vault, dialogue.Directory, dialogue.Sample.Entropy, letter, out var failure), failure);

        var saved = await SaveAsync((header, index) => header.ObjectId == letter.ObjectId ? containers[header.ObjectId][index] : null);
        Assert.Equal(4, Assert.Throws<CommandStopped>(saved.Demand).ExitCode);
        Assert.Equal(["2026-0001-2.bin"], Names());
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_a_matter_of_the_command_line()
    {
        var file = Path.Combine(folder.FullName, "bestand");
        File.WriteAllText(file, "x");
        Assert.Equal(2, Assert.Throws<CommandStopped>(() => SavingFolder.Open(new DirectoryInfo(file), dialogue.Sample.Entropy)).ExitCode);
        SavingFolder.Open(new DirectoryInfo(Path.Combine(folder.FullName, "nieuw", "diep")), dialogue.Sample.Entropy);
        Assert.Empty(Directory.GetFiles(Path.Combine(folder.FullName, "nieuw", "diep")));
    }

    [Theory]
    [InlineData("2026-0001", "2026-0001")]
    [InlineData("../../etc/passwd", "etcpasswd")]
    [InlineData("--", "case")]
    [InlineData("", "case")]
    public void A_number_of_a_server_is_made_harmless(string given, string stem) => Assert.Equal(stem, FileSaving.Stem(given, "case"));

    public static TheoryData<byte[], string> Heads => new()
    {
        { [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], "png" },
        { [0xFF, 0xD8, 0xFF, 0xE0], "jpg" },
        { "GIF89a"u8.ToArray(), "gif" },
        { "RIFF....WEBPVP8 "u8.ToArray(), "webp" },
        { "%PDF-1.7"u8.ToArray(), "pdf" },
        { "Gewone tekst, é."u8.ToArray(), "txt" },
        { "<html><script>alert(1)</script>"u8.ToArray(), "txt" },
        { "#!/bin/sh"u8.ToArray(), "bin" },
        { @"{\rtf1"u8.ToArray(), "bin" },
        { "MZ"u8.ToArray().Append((byte)0).ToArray(), "bin" },
        { "PK\u0003\u0004"u8.ToArray(), "bin" },
        { [0xC3], "bin" },
        { [], "bin" },
    };

    [Theory]
    [MemberData(nameof(Heads))]
    public void The_ending_follows_the_first_bytes(byte[] head, string ending) => Assert.Equal(ending, FileEnding.Of(head));

    [Fact]
    public void A_long_text_may_be_cut_inside_a_letter()
    {
        var text = new byte[FileEnding.JudgedLength];
        for (var at = 0; at < text.Length; at++)
        {
            text[at] = at % 2 == 0 ? (byte)'x' : (byte)'y';
        }

        text[^1] = 0xE2;
        Assert.Equal("txt", FileEnding.Of(text));
        text[100] = 0xE2;
        Assert.Equal("bin", FileEnding.Of(text));
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new SeededEntropy($"noise {length}").Fill(bytes);
        return bytes;
    }

    private IReadOnlyList<OpenedItem> Items() => items ??= dialogue.Case(0).Items;

    private IReadOnlyList<OpenedItem>? items;

    private IEnumerable<string> Names() => folder.GetFileSystemInfos().Select(file => file.Name).Order(StringComparer.Ordinal);

    private Task<SavedFiles> SaveAsync(Func<Protocol.Envelopes.ObjectHeader, int, byte[]?>? hand = null, CancellationToken? stop = null)
    {
        var saving = new FileSaving(
            SavingFolder.Open(folder, dialogue.Sample.Entropy),
            "2026-0001",
            (header, index, _) =>
            {
                fetches++;
                return Task.FromResult((hand is null ? containers[header.ObjectId][index] : hand(header, index)) is { } part ? part : (ReadOnlyMemory<byte>?)null);
            },
            ProgressLine.None) { Pause = (_, _) => Task.CompletedTask };
        return saving.SaveAsync(Items(), stop ?? Ct);
    }

    private async Task ReportAsync(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        var request = new ReportRequest
        {
            Recipients = [dialogue.Sample.Officers[0].Id, dialogue.Sample.Officers[1].Id],
            Answers = [new Answer(1, Dialogue.Text("Zie de bestanden"))],
            Locale = "nl",
            Container = await SealAsync(files),
        };
        dialogue.Put(ReportSealing.SealReport(request, dialogue.Directory, dialogue.Code, dialogue.Sample.Entropy, out var failure), failure);
    }

    private async Task<SealedContainer> SealAsync(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        var parts = new List<byte[]>();
        var container = await ContainerSealing.SealAsync(
            [.. files.Select(file => new ContainerSource(Dialogue.Text(file.Name), "", file.Bytes.Length, () => new MemoryStream(file.Bytes)))],
            dialogue.Sample.Id,
            dialogue.Sample.Entropy,
            (_, part, _) =>
            {
                parts.Add(part.ToArray());
                return Task.CompletedTask;
            },
            Ct);
        Assert.NotNull(container);
        containers.Add(container.ObjectId, parts);
        return container;
    }
}
