using FsCheck;
using FsCheck.Fluent;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Tests.Envelopes;
using IntegrityChannel.Crypto.Tests.Trust;

namespace IntegrityChannel.Crypto.Tests.Codec;

/// <summary>Laws of the decoders: whatever they accept encodes to the same bytes again, and nothing makes them throw.</summary>
public sealed class CanonicalLaws
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(400);
    private static readonly SampleOrganisation Sample = new();

    public static TheoryData<ObjectKind> Kinds => FormatSamples.EveryKind();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_header_that_is_accepted_encodes_to_the_same_bytes(ObjectKind kind)
    {
        using var key = FormatSamples.Key("author");
        var whole = FormatSamples.Sealed(FormatSamples.Header(kind), key);
        Law(whole, limit: 900, changed => !SealedObject.TryParse(changed, out var parsed, out _)
            || parsed.Header.Encode().AsSpan().SequenceEqual(parsed.SignedHeader.HeaderBytes.Span));
    }

    [Fact]
    public void A_directory_that_is_accepted_encodes_to_the_same_bytes() => Law(Sample.DirectoryBytes, int.MaxValue, changed =>
    {
        if (!UntrustedDirectory.TryParse(changed, out var parsed, out _))
        {
            return true;
        }

        using var writer = new SicWriter();
        DirectoryCodec.Write(writer, parsed.Claimed);
        return writer.Written.SequenceEqual(changed.AsSpan(0, changed.Length - Sic.SignatureSize));
    });

    [Fact]
    public void A_document_that_is_accepted_encodes_to_the_same_bytes() => Law(Sample.Document(SampleOrganisation.Issued), int.MaxValue, changed =>
        !DirectoryDocument.TryParse(changed, out var parsed, out _)
        || DirectoryDocument.Encode(
            parsed.Day, parsed.Directory.Bytes.Span, [.. parsed.Certificates.Select(item => item.Bytes)], [.. parsed.Freshness.Select(item => item.Bytes)]).AsSpan().SequenceEqual(changed));

    [Fact]
    public void Noise_is_refused_by_every_decoder_without_an_exception() => Prop.ForAll<byte[]>(noise =>
        !SealedObject.TryParse(noise, out _, out _)
        && !ObjectList.TryParse(noise, out _, out _)
        && !DirectoryDocument.TryParse(noise, out _, out _)
        && !DirectoryChain.TryParse(noise, out _, out _)
        && !Enrolment.TryParse(noise, out _, out _)
        && !Receipt.TryParse(noise, out _, out _)
        && !PutAnswer.TryParse(noise, out _, out _)).Check(Runs);

    /// <summary>The law over the original and over copies with a few bytes changed.</summary>
    private static void Law(byte[] original, int limit, Func<byte[], bool> holds)
    {
        Assert.True(holds(original));
        var change = from at in Gen.Choose(0, Math.Min(limit, original.Length) - 1)
                     from value in Gen.Choose(0, 255)
                     select (at, (byte)value);
        Prop.ForAll(change.NonEmptyListOf().Where(list => list.Count <= 3).ToArbitrary(), changes =>
        {
            var copy = (byte[])original.Clone();
            foreach (var (at, value) in changes)
            {
                copy[at] = value;
            }

            return holds(copy);
        }).Check(Runs);
    }
}
