using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using static IntegrityChannel.Crypto.Tests.Envelopes.FormatSamples;

namespace IntegrityChannel.Crypto.Tests.Envelopes;

public sealed class SealedObjectTests
{
    public static TheoryData<ObjectKind> Kinds => EveryKind();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_is_read_back_as_it_was_written(ObjectKind kind)
    {
        using var key = Key("author");
        var bytes = Sealed(Header(kind), key);

        Assert.True(SealedObject.TryParse(bytes, out var parsed, out var failure), failure.Name());
        Assert.Equal(bytes[..parsed.SignedHeader.HeaderBytes.Length], parsed.Header.Encode());
        Assert.True(parsed.VerifySignature(key.PublicKey.Span));
        Assert.Equal(parsed.Header.Recipients.Count, parsed.Wraps.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Another_key_did_not_sign(ObjectKind kind)
    {
        using var key = Key("author");
        using var other = Key("other");
        Assert.True(SealedObject.TryParse(Sealed(Header(kind), key), out var parsed, out _));
        Assert.False(parsed.VerifySignature(other.PublicKey.Span));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Trailing_and_missing_bytes_are_malformed(ObjectKind kind)
    {
        using var key = Key("author");
        var bytes = Sealed(Header(kind), key);
        Assert.Equal(FailureClass.Malformed, FailureOf([.. bytes, 0]));
        for (var length = 0; length < Math.Min(bytes.Length, 700); length += 13)
        {
            Assert.Equal(FailureClass.Malformed, FailureOf(bytes[..length]));
        }

        Assert.Equal(FailureClass.Malformed, FailureOf(bytes[..^1]));
    }

    [Fact]
    public void An_object_over_640_KiB_is_refused_unread() =>
        Assert.Equal(FailureClass.Malformed, FailureOf(new byte[Sic.MaximumObjectSize + 1]));

    public static TheoryData<string, FailureClass> WrongFields => new()
    {
        { "unsorted seen", FailureClass.NotCanonical },
        { "same chain twice in seen", FailureClass.NotCanonical },
        { "own chain in seen", FailureClass.Malformed },
        { "note in seen of a reply", FailureClass.Malformed },
        { "same recipient twice", FailureClass.Malformed },
        { "same key twice", FailureClass.Malformed },
        { "no recipient", FailureClass.Malformed },
        { "reporter identity in a reply", FailureClass.Malformed },
        { "reporter as author of a reply", FailureClass.Malformed },
        { "no commitment", FailureClass.Malformed },
        { "body between the buckets", FailureClass.Malformed },
        { "first object with a predecessor", FailureClass.Malformed },
        { "later object without a predecessor", FailureClass.Malformed },
        { "container without a hash", FailureClass.Malformed },
        { "unknown mode", FailureClass.Malformed },
    };

    [Theory]
    [MemberData(nameof(WrongFields))]
    public void A_header_that_breaks_a_rule_is_refused_with_its_class(string name, FailureClass expected)
    {
        using var key = Key("author");
        var header = Break(Header(ObjectKind.Reply), name);
        var body = name == "body between the buckets" ? Noise("body", 8265) : Body(ObjectKind.Reply);
        Assert.Equal(expected, FailureOf(Sealed(header, body, key)));
    }

    [Theory]
    [InlineData(5, 2, FailureClass.UnknownSuite)]
    [InlineData(6, 0, FailureClass.UnknownKind)]
    [InlineData(6, 13, FailureClass.UnknownKind)]
    [InlineData(7, 8, FailureClass.Malformed)]
    [InlineData(0, (byte)'S', FailureClass.Malformed)]
    public void Unknown_suites_kinds_and_modes_have_their_class(int position, byte value, FailureClass expected)
    {
        using var key = Key("author");
        var bytes = Sealed(Header(ObjectKind.Reply), key);
        bytes[position] = value;
        Assert.Equal(expected, FailureOf(bytes));
    }

    private static FailureClass FailureOf(byte[] bytes) => SealedObject.TryParse(bytes, out _, out var failure) ? FailureClass.None : failure;

    private static ObjectHeader Break(ObjectHeader header, string name) => name switch
    {
        "unsorted seen" => header with { Seen = [new ChainHead(Id(9), 0, 0, Hash(1)), new ChainHead(Id16.Zeros, 0, 0, Hash(1))] },
        "same chain twice in seen" => header with { Seen = [new ChainHead(Id(9), 0, 0, Hash(1)), new ChainHead(Id(9), 0, 1, Hash(1))] },
        "own chain in seen" => header with { Seen = [new ChainHead(header.Author, 0, 0, Hash(1))] },
        "note in seen of a reply" => header with { Seen = [new ChainHead(Id(9), 1, 0, Hash(1))] },
        "same recipient twice" => header with { Recipients = [new Recipient(Id(5), Id(1)), new Recipient(Id(5), Id(2))] },
        "same key twice" => header with { Recipients = [new Recipient(Id(5), Id(1)), new Recipient(Id(6), Id(1))] },
        "no recipient" => header with { Recipients = [] },
        "reporter identity in a reply" => header with { Reporter = new ReportIdentity(Hash(1), Hash(2)) },
        "reporter as author of a reply" => header with { Author = Id16.Zeros },
        "no commitment" => header with { KeyCommitment = Hash32.Zeros },
        "body between the buckets" => header with { BodyLength = 8265 },
        "first object with a predecessor" => header with { Sequence = 0 },
        "later object without a predecessor" => header with { Previous = Hash32.Zeros },
        "container without a hash" => header with { ContainerLength = 1 },
        "unknown mode" => header with { Mode = (ObjectModes)8 },
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
