using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Testing;
using static IntegrityChannel.Crypto.Tests.Opening.Dialogue;

namespace IntegrityChannel.Crypto.Tests.Opening;

/// <summary>Files of a message: sealed into a container, found again, and refused when anything about them changed.</summary>
public sealed class ContainerTests
{
    private readonly Dialogue dialogue = new();
    private readonly SeededEntropy noise = new("container files");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<int[]> Lengths =>
        new((int[][])[[0], [1], [16_383], [16_384], [16_385], [65_536], [65_537], [(1 << 20) - 1, 1, 0, 2], [1 << 20], [(2 << 20) + 17, 5]]);

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task Files_of_any_length_come_back(int[] lengths)
    {
        var files = lengths.Select(Noise).ToList();
        var (container, parts) = await SealAsync(files);
        var entries = Open(Put(container));

        Assert.Equal(lengths.Select((length, index) => ($"foto {index}.jpg", "image/jpeg", (long)length)), entries.Select(entry => (entry.Row.Name.ToPublicString(), entry.Row.Type, entry.Row.Length)));
        var verified = await FileOpening.VerifyAsync(entries[0].Container, Reader(parts), Cancel);
        Assert.NotNull(verified);
        for (var index = 0; index < files.Count; index++)
        {
            Assert.Equal(files[index], await ReadAsync(entries[index], parts, verified));
            Assert.Equal(files[index], await ReadAsync(entries[index], parts, null));
        }
    }

    [Fact]
    public void A_length_says_little()
    {
        Assert.Equal(
            [65_536, 65_536, 65_536, 67_584, 100_352, 1_048_576, 1_081_344],
            new long[] { 0, 1, 65_536, 65_537, 100_000, 1_048_576, 1_048_577 }.Select(ContainerLengths.Padded));
        for (var length = 65_537L; length < 1L << 39; length += (length / 7) + 1)
        {
            var padded = ContainerLengths.Padded(length);
            Assert.InRange(padded, length, length * 1032 / 1000);
            Assert.Equal(padded, ContainerLengths.Padded(padded));
            Assert.True(ContainerLengths.IsLength((ulong)ContainerLengths.Sealed(length)));
        }

        Assert.All((ulong[])[0, 55, 72, (ulong)ContainerLengths.Sealed(0) - 1, (ulong)ContainerLengths.Sealed(0) + 1, ulong.MaxValue], length => Assert.False(ContainerLengths.IsLength(length)));
    }

    [Fact]
    public async Task I_10_one_flipped_bit_of_a_container_is_refused()
    {
        var file = Noise(70_000);
        var (container, parts) = await SealAsync([file, []]);
        var entry = Open(Put(container))[0];
        for (var bit = 0; bit < parts[0].Length * 8; bit += (8 * 1009) + 1)
        {
            parts[0][bit >> 3] ^= (byte)(1 << (bit & 7));
            Assert.Null(await FileOpening.VerifyAsync(entry.Container, Reader(parts), Cancel));
            Assert.True(bit >> 3 >= 56 + (5 * 16_400) || await ReadAsync(entry, parts, null) is null);
            parts[0][bit >> 3] ^= (byte)(1 << (bit & 7));
        }

        Assert.Equal(file, await ReadAsync(entry, parts, null));
    }

    [Fact]
    public async Task Parts_that_are_missing_cut_or_swapped_are_refused()
    {
        var (container, parts) = await SealAsync([Noise(3 << 20)]);
        var entry = Open(Put(container))[0];
        List<byte[]>[] wrong = [[parts[1], parts[0], .. parts[2..]], [.. parts[..^1], parts[^1][..^1]], [.. parts[..^1], []], [[.. parts[0], 0], .. parts[1..]]];
        foreach (var set in wrong)
        {
            Assert.Null(await FileOpening.VerifyAsync(entry.Container, Reader(set), Cancel));
        }

        Assert.Null(await ReadAsync(entry, wrong[0], null));
    }

    /// <summary>The control: two containers under one key both open; only the hash that the author signed tells them apart.</summary>
    [Fact]
    public async Task I_10_without_the_container_hash_other_files_would_be_saved()
    {
        var (first, parts) = await SealAsync([Noise(100)], new SeededEntropy("twins"));
        var (second, others) = await SealAsync([Noise(100)], new SeededEntropy("twins"));
        var (entry, other) = (Open(Put(first))[0], Open(PutAgain(second))[0]);

        Assert.NotNull(await ReadAsync(other, others, null));
        var verified = await FileOpening.VerifyAsync(entry.Container, Reader(parts), Cancel);
        Assert.Null(await FileOpening.VerifyAsync(entry.Container, Reader(others), Cancel));
        Assert.Null(await ReadAsync(other with { Container = entry.Container }, others, verified));
    }

    [Fact]
    public async Task A_container_opens_in_its_own_place_only()
    {
        var (container, parts) = await SealAsync([Noise(10)]);
        var entry = Open(Put(container))[0];
        var key = entry.Container.Key;
        foreach (var header in new[] { entry.Container.Header with { OrganisationId = Id16.Ones }, entry.Container.Header with { ObjectId = Id16.Ones } })
        {
            Assert.Null(await ReadAsync(entry with { Container = new ContainerKey(header, key) }, parts, null));
        }
    }

    [Fact]
    public async Task A_file_that_changed_its_length_meanwhile_seals_nothing()
    {
        foreach (var said in (long[])[9, 11])
        {
            var source = new ContainerSource(Text("x"), "", said, () => new MemoryStream(new byte[10]));
            Assert.Null(await ContainerSealing.SealAsync([source], dialogue.Sample.Id, noise, (_, _, _) => Task.CompletedTask, Cancel));
        }
    }

    [Fact]
    public async Task Files_of_an_officer_reach_the_reporter_and_those_of_the_reporter_the_officers()
    {
        var (evidence, _) = await SealAsync([Noise(10)]);
        Put(evidence);
        var (letter, parts) = await SealAsync([Noise(70_001)], new SeededEntropy("letter"));
        using var vault = dialogue.Vault(0);
        var reply = OfficerSealing.Seal(new OpenedContent.Reply(Text("Zie bijlage")), dialogue.Case(0), vault, dialogue.Directory, dialogue.Sample.Entropy, letter, out var failure);
        dialogue.Put(reply, failure);
        Assert.Null(OfficerSealing.Seal(new OpenedContent.Acknowledgement(Text("x")), dialogue.Case(0), vault, dialogue.Directory, dialogue.Sample.Entropy, letter, out failure));
        Assert.Equal(FailureClass.Malformed, failure);

        Assert.All(dialogue.Case(1).Items, item => Assert.Single(item.Files));
        var items = dialogue.Mailbox().Items;
        Assert.Empty(items[0].Files);
        Assert.Equal(70_001, (await ReadAsync(Assert.Single(items[1].Files), parts, null))!.Length);
    }

    [Fact]
    public async Task After_a_changed_directory_the_same_container_serves_unless_somebody_was_dropped()
    {
        var (container, _) = await SealAsync([Noise(10)]);
        var first = Put(container);
        var again = PutAgain(container);
        Assert.Equal((first.Header.ObjectId, first.Header.ContainerHash, first.Header.KeyCommitment), (again.Header.ObjectId, again.Header.ContainerHash, again.Header.KeyCommitment));
        Assert.NotEqual(first.BodyHash, again.BodyHash);

        Assert.Null(Seal(container, 0));
        Assert.NotNull(Seal(container, 0, 1, 2));
    }

    [Theory]
    [InlineData("../../etc/passwd", ".._.._etc_passwd")]
    [InlineData("", "_")]
    [InlineData("a\u0001b.pdf", "a_b.pdf")]
    public void A_name_is_made_fit(string name, string fit) => Assert.Equal(fit, ManifestCodec.FitName(name).ToPublicString());

    [Fact]
    public async Task An_object_whose_manifest_and_header_disagree_cannot_be_opened()
    {
        var (container, _) = await SealAsync([Noise(10)]);
        var (longer, _) = await SealAsync([Noise(100_000)], new SeededEntropy("longer"));
        var lying = new SealedContainer(container.OrganisationId, longer.ObjectId, longer.DataKey, longer.Length, longer.Hash, container.Manifest);
        Put(lying);
        var item = Assert.Single(dialogue.Case(0).Items);
        Assert.Equal((ItemState.CannotBeOpened, FailureClass.Malformed), (item.State, item.Failure));
        Assert.Empty(item.Files);
    }

    private byte[] Noise(int length)
    {
        var bytes = new byte[length];
        noise.Fill(bytes);
        return bytes;
    }

    private async Task<(SealedContainer Container, List<byte[]> Parts)> SealAsync(IReadOnlyList<byte[]> files, SeededEntropy? entropy = null)
    {
        var parts = new List<byte[]>();
        var sources = files.Select((bytes, index) => new ContainerSource(Text($"foto {index}.jpg"), "image/jpeg", bytes.Length, () => new MemoryStream(bytes))).ToList();
        var container = await ContainerSealing.SealAsync(
            sources,
            dialogue.Sample.Id,
            entropy ?? noise,
            (index, part, _) =>
            {
                Assert.Equal(parts.Count, index);
                parts.Add(part.ToArray());
                return Task.CompletedTask;
            },
            Cancel);
        Assert.NotNull(container);
        Assert.Equal(container.Length, parts.Sum(part => (long)part.Length));
        Assert.Equal(ContainerLengths.Parts(container.Length), parts.Count);
        return (container, parts);
    }

    private byte[]? Seal(SealedContainer container, params int[] officers) => ReportSealing.SealReport(
        new ReportRequest
        {
            Recipients = [.. officers.Select(index => dialogue.Sample.Officers[index].Id)],
            Recovery = false,
            Answers = [new Answer(1, Text("Zie de foto"))],
            Locale = "nl",
            Container = container,
        },
        dialogue.Directory,
        dialogue.Code,
        dialogue.Sample.Entropy,
        out _);

    private SealedObject Put(SealedContainer container) => dialogue.Put(Seal(container, 0, 1), FailureClass.None);

    private SealedObject PutAgain(SealedContainer container)
    {
        dialogue.Stored.Clear();
        return Put(container);
    }

    private IReadOnlyList<FileEntry> Open(SealedObject sealedObject)
    {
        var item = dialogue.Case(0, [sealedObject]).Items[0];
        Assert.Equal(ItemState.Opened, item.State);
        return item.Files;
    }

    private static PartReader Reader(List<byte[]> parts) => (index, into, _) =>
    {
        var part = index < parts.Count ? parts[index] : [];
        part.AsMemory(0, Math.Min(part.Length, into.Length)).CopyTo(into);
        return ValueTask.FromResult(part.Length);
    };

    private static async Task<byte[]?> ReadAsync(FileEntry file, List<byte[]> parts, IReadOnlyList<Hash32>? verified)
    {
        await using var into = new MemoryStream();
        return await FileOpening.OpenAsync(file, Reader(parts), verified, into, Cancel) == FailureClass.None ? into.ToArray() : null;
    }
}
