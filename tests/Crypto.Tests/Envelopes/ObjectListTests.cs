using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using static IntegrityChannel.Crypto.Tests.Envelopes.FormatSamples;

namespace IntegrityChannel.Crypto.Tests.Envelopes;

public sealed class ObjectListTests
{
    private static readonly CivilDay Day = new(20_514);

    [Fact]
    public void Entries_of_the_three_forms_are_read_back()
    {
        var list = Parse(ObjectList.Encode(Day, Entries()));
        Assert.Equal([EntryForm.Stub, EntryForm.ForReader, EntryForm.Clear], list.Entries.Select(entry => entry.Form));
        Assert.Equal(SealedObject.WrapSize, list.Entries[1].Wrap.Length);
        Assert.Equal(ObjectList.Encode(Day, list.Entries), ObjectList.Encode(Day, Entries()));
    }

    [Fact]
    public void A_stub_keeps_the_name_and_signature_of_its_object()
    {
        using var key = Key("author");
        Assert.True(SealedObject.TryParse(Sealed(Header(ObjectKind.Report), key), out var whole, out _));
        var stub = ObjectEntry.Stub(Day, whole.SignedHeader.HeaderBytes.Span, whole.BodyHash, whole.Signature.Span);
        Assert.Equal(whole.ObjectHash, stub.SignedHeader.ObjectHash);
        Assert.True(stub.SignedHeader.VerifySignature(key.PublicKey.Span));
    }

    [Fact]
    public void The_order_of_arrival_leaves_no_trace() =>
        Assert.Equal(ObjectList.Encode(Day, Entries()), ObjectList.Encode(Day, Entries().AsEnumerable().Reverse()));

    [Fact]
    public void A_list_in_another_order_is_not_canonical()
    {
        var entries = Entries();
        using var writer = new SicWriter();
        writer.Bytes(ObjectList.Magic).Day(Day).U32(2).Bytes(entries[1].Encode()).Bytes(entries[0].Encode()).U16(0);
        Assert.False(ObjectList.TryParse(writer.ToArray(), out _, out var failure));
        Assert.Equal(FailureClass.NotCanonical, failure);
    }

    [Fact]
    public void A_count_beyond_the_bytes_is_refused_without_reading_on()
    {
        byte[] bytes = [.. ObjectList.Magic, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF];
        Assert.False(ObjectList.TryParse(bytes, out _, out var failure));
        Assert.Equal(FailureClass.Malformed, failure);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void An_unknown_form_is_refused(byte form)
    {
        byte[] bytes = [.. ObjectList.Magic, 0, 0, 0, 0, 0, 0, 0, 1, form, 0, 0, 0, 0, 0, 0, 0, 0];
        Assert.False(ObjectList.TryParse(bytes, out _, out var failure));
        Assert.Equal(FailureClass.UnknownKind, failure);
    }

    private static ObjectList Parse(byte[] bytes)
    {
        Assert.True(ObjectList.TryParse(bytes, out var list, out var failure), failure.Name());
        return list;
    }

    private static List<ObjectEntry> Entries()
    {
        using var key = Key("author");
        Assert.True(SealedObject.TryParse(Sealed(Header(ObjectKind.Report), key), out var report, out _));
        Assert.True(SealedObject.TryParse(Sealed(Header(ObjectKind.Reply), key), out var reply, out _));
        return
        [
            ObjectEntry.Stub(Day, report.SignedHeader.HeaderBytes.Span, report.BodyHash, report.Signature.Span),
            ObjectEntry.ForReader(Day, reply.SignedHeader.HeaderBytes.Span, reply.Wraps[1].Span, reply.Body.Span, reply.Signature.Span),
            ObjectEntry.Clear(Day, Sealed(Header(ObjectKind.ChannelNotice), key)),
        ];
    }
}
