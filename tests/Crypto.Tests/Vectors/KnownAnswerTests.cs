using IntegrityChannel.Crypto.Cli.Vectors;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Tests.Vectors;

/// <summary>The known answers under tests/Vectors: ours are frozen, those that TypeScript wrote hold too.</summary>
public sealed class KnownAnswerTests
{
    private static readonly string Folder = Find();

    public static TheoryData<string> Files => new(Directory.GetFiles(Folder, VectorsCommand.Pattern, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_known_answer_holds(string name) => Assert.Null(VectorProcedures.Check(Read(name)));

    [Fact]
    public void I_14_a_second_text_for_one_reader_under_the_same_header_is_refused()
    {
        var second = Read("sic1/object-uncommitted-key.vector");
        Assert.Equal(FailureClass.WrongCommitment, VectorProcedures.Run(second).Failure);
        Assert.Equal(FailureClass.None, VectorProcedures.Run(Read("sic1/object-reply.vector")).Failure);
    }

    /// <summary>The mutant: a reader that does not compare the key with the header's commitment reads the second text.</summary>
    [Fact]
    public void I_14_without_the_commitment_the_second_text_would_be_read()
    {
        var file = Read("sic1/object-uncommitted-key.vector");
        Assert.True(SealedObject.TryParse(file.Bytes, out var parsed, out _));
        Assert.True(parsed.VerifySignature(file.Hex("author-key")));
        using var key = OfficerKemKey.FromSeed(file.Hex("kem-seed"));
        var wrap = parsed.WrapFor(Id16.From(file.Hex("who")))!.Value.Span;
        byte[] info = [.. Labels.Wrap, 0, (byte)(Sic.Suite >> 8), (byte)(Sic.Suite & 0xFF), (byte)parsed.Header.Kind];
        byte[] data = [.. parsed.TranscriptHash.Span, .. wrap[..Id16.Size]];
        var sealedKeyAt = Id16.Size + Hpke.EncapsulationSize;
        Assert.True(Hpke.TryOpen(key.Key, wrap[Id16.Size..sealedKeyAt], info, data, wrap[sealedKeyAt..], out var dataKey));
        using (dataKey)
        {
            Assert.Equal(FailureClass.None, BodyCodec.Open(dataKey, parsed.TranscriptHash, parsed.Body.Span, out var text));
            Assert.Equal("A"u8, text.AsSpan(4, 1));
        }
    }

    [Fact]
    public void Writing_again_gives_the_same_files()
    {
        var written = VectorCases.All().ToDictionary(pair => pair.Name, pair => pair.Text, StringComparer.Ordinal);
        var frozen = Directory.GetFiles(Path.Combine(Folder, "sic1")).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText, StringComparer.Ordinal);
        Assert.Equal(frozen.Keys.Order(StringComparer.Ordinal), written.Keys.Order(StringComparer.Ordinal));
        Assert.All(written, pair => Assert.Equal(frozen[pair.Key], pair.Value));
    }

    [Fact]
    public void There_are_more_refusals_than_successes_and_both_sides_wrote_some()
    {
        var files = Files.Select(row => row.Data).ToList();
        var refusals = files.Select(Read).Count(file => file.Expect != FailureClass.None.Name());
        Assert.Contains(files, name => name.StartsWith("sic1", StringComparison.Ordinal));
        Assert.Contains(files, name => name.StartsWith("from-web", StringComparison.Ordinal));
        Assert.True(refusals * 2 > files.Count, $"{refusals} of {files.Count}");
    }

    [Theory]
    [InlineData("object-reply.vector", "object-hash")]
    [InlineData("document-in-order.vector", "officer-keys")]
    public void A_known_answer_with_a_changed_value_would_be_noticed(string name, string key)
    {
        var text = File.ReadAllText(Path.Combine(Folder, "sic1", name));
        var at = text.IndexOf($"{key}: ", StringComparison.Ordinal) + key.Length + 2;
        var changed = text[..at] + (text[at] == '0' ? '1' : '0') + text[(at + 1)..];
        Assert.NotNull(VectorProcedures.Check(VectorFile.Parse(changed)));
    }

    [Fact]
    public void An_unknown_key_is_noticed()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "sic1", "object-reply.vector"));
        Assert.NotNull(VectorProcedures.Check(VectorFile.Parse(text.Replace("\n\n", "\nmore: 1\n\n", StringComparison.Ordinal))));
    }

    private static VectorFile Read(string name) => VectorFile.Parse(File.ReadAllText(Path.Combine(Folder, name)));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IntegrityChannel.sln")))
            {
                return Path.Combine(folder.FullName, "tests", "Vectors");
            }
        }

        throw new InvalidOperationException("the tests do not run inside the repository");
    }
}
