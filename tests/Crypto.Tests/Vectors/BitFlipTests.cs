using IntegrityChannel.Crypto.Cli.Vectors;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Crypto.Tests.Vectors;

/// <summary>I-10: whichever byte of whatever a client reads is changed by one bit, it is refused, and with a class that stands for where the byte lies.</summary>
public sealed class BitFlipTests
{
    private static readonly FailureClass[] HeaderClasses =
        [FailureClass.Malformed, FailureClass.UnknownSuite, FailureClass.UnknownKind, FailureClass.NotCanonical, FailureClass.WrongSignature];

    /// <summary>In an entry for one reader the body begins before this place.</summary>
    private const int LongBodyAt = 2048;

    private static readonly Dictionary<string, string> Texts = VectorCases.All().ToDictionary(pair => pair.Name, pair => pair.Text, StringComparer.Ordinal);

    public static TheoryData<string> Objects => new(
        "object-report", "object-message", "object-reply", "object-acknowledgement", "object-feedback", "object-decision", "object-note",
        "object-archive-record", "object-grant", "object-channel-notice", "object-removal", "object-control-retain-until", "object-control-hold",
        "object-control-release", "object-control-remove-recipient", "object-control-erase-objects", "object-control-confirm", "object-control-received-earlier");

    public static TheoryData<string> Statements => new(
        "document-confirmed-later", "chain-of-two", "chain-root-change", "receipt-in-order", "recovery-in-order", "entry-for-reader", "entry-stub", "entry-clear");

    [Theory]
    [MemberData(nameof(Objects))]
    public void I_10_a_flipped_bit_anywhere_in_an_object_is_refused_with_the_class_of_its_place(string name)
    {
        var file = Load(name);
        Assert.True(SealedObject.TryParse(file.Bytes, out var whole, out _));
        var header = whole.SignedHeader.HeaderBytes.Length;
        var ownWrap = header + (whole.Wraps.Count == 0 ? 0 : SealedObject.WrapSize);
        var body = header + (whole.Wraps.Count * SealedObject.WrapSize);
        EachByte(file, at => at switch
        {
            _ when at < header => HeaderClasses,
            _ when IsKeyIdOfAWrap(at, header, body) => [FailureClass.Malformed],
            _ when at < ownWrap => [FailureClass.WrongKey],
            _ when at < body || IsSkipped(file, name, at, body) => null,
            _ => [FailureClass.WrongSignature, FailureClass.Malformed, .. whole.Header.Kind.IsClear() ? [FailureClass.NotCanonical] : Array.Empty<FailureClass>()],
        });
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public void I_10_a_flipped_bit_anywhere_in_a_statement_changes_the_answer(string name)
    {
        var file = Load(name);
        var allowed = Enum.GetValues<FailureClass>().Where(failure => failure != FailureClass.None).ToArray();
        EachByte(file, at => IsUnsigned(file, at) || IsSkipped(file, name, at, LongBodyAt) ? null : allowed);
    }

    [Fact]
    public void I_10_a_flipped_bit_anywhere_in_a_vault_is_refused() =>
        EachByte(Load("vault-in-order"), _ => [FailureClass.WrongBody]);

    [Fact]
    public void I_10_a_flipped_bit_anywhere_in_chunks_is_refused() =>
        EachByte(Load("chunks-16385"), _ => [FailureClass.WrongBody], step: 7);

    /// <summary>The negative control: with the bit put back nothing is refused, so the tests above would notice a check that always says no.</summary>
    [Fact]
    public void I_10_without_a_flipped_bit_nothing_is_refused() =>
        Assert.All(Objects.Concat(Statements).Select(row => row.Data).Append("vault-in-order"), name => Assert.Equal(FailureClass.None, VectorProcedures.Run(Load(name)).Failure));

    /// <summary>The mutant: a reader that does not check signatures accepts flipped bits of the report id; the scan above must therefore be able to fail.</summary>
    [Fact]
    public void I_10_a_reader_without_signatures_would_accept_a_flipped_bit()
    {
        var bytes = VectorCase.Flip(Load("object-reply").Bytes, 64);
        Assert.True(SealedObject.TryParse(bytes, out _, out _));
    }

    /// <summary>Ciphertext is covered as a whole by one hash: of one reply every byte is tried, of the other objects every 61st.</summary>
    private static bool IsSkipped(VectorFile file, string name, int at, int body) =>
        name is not "object-reply" && file.What is ("object" or "entry") && at >= body && at < file.Bytes.Length - Sic.SignatureSize && at % 61 != 0;

    private static bool IsKeyIdOfAWrap(int at, int header, int body) =>
        at >= header && at < body && (at - header) % SealedObject.WrapSize < Id16.Size;

    /// <summary>Bytes that nobody signs and that are no secret: the server's day in front of documents, form and put day of entries are judged elsewhere.</summary>
    private static bool IsUnsigned(VectorFile file, int at) => file.What switch
    {
        "document" => at is >= 4 and < 8,
        "entry" => at is >= 1 and < 5,
        _ => false,
    };

    /// <summary>A statement whose officer id was changed belongs to nobody who is listed: it is passed over, and the answer says so by lacking its key or voice.</summary>
    private static bool IsPassedOver(VectorFile changed, FailureClass failure) =>
        failure == FailureClass.None && changed.What == "document" && VectorProcedures.Check(changed) is not null;

    private static void EachByte(VectorFile file, Func<int, FailureClass[]?> allowed, int step = 1)
    {
        for (var at = 0; at < file.Bytes.Length; at += step)
        {
            if (allowed(at) is { } classes)
            {
                var changed = file.WithBytes(Flip(file.Bytes, at));
                var failure = VectorProcedures.Run(changed).Failure;
                Assert.True(classes.Contains(failure) || IsPassedOver(changed, failure), $"byte {at}: {failure.Name()}");
            }
        }
    }

    /// <summary>The bit differs from byte to byte, so that every position in a byte gets its turn.</summary>
    private static byte[] Flip(byte[] bytes, int at)
    {
        var copy = (byte[])bytes.Clone();
        copy[at] ^= (byte)(1 << (at % 8));
        return copy;
    }

    private static VectorFile Load(string name) => VectorFile.Parse(Texts[$"{name}.vector"]);
}
