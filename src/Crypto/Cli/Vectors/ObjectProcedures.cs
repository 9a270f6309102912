using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>Objects, entries, lists and the answer to a put.</summary>
internal static class ObjectProcedures
{
    internal static VectorResult Object(VectorFile file)
    {
        var authorKey = file.Hex("author-key");
        var who = file.Hex("who");
        using var key = KemKey(file.Hex("kem-seed"));
        if (!SealedObject.TryParse(file.Bytes, out var parsed, out var failure))
        {
            return new VectorResult(failure);
        }

        var opened = ObjectOpening.Open(parsed, authorKey, who.Length == Id16.Size ? Id16.From(who) : Id16.Zeros, key);
        return opened.Content is null
            ? new VectorResult(opened.Failure)
            : new VectorResult().Add("object-hash", parsed.ObjectHash.Span).Add("content-hash", opened.ContentHash.Span);
    }

    internal static VectorResult Entry(VectorFile file)
    {
        var authorKey = file.Hex("author-key");
        using var key = KemKey(file.Hex("kem-seed"));
        var reader = new SicReader(file.Bytes);
        var entry = ObjectEntry.Read(ref reader);
        if (!reader.Finish() || entry is null)
        {
            return new VectorResult(reader.Failure);
        }

        if (!entry.SignedHeader.VerifySignature(authorKey))
        {
            return new VectorResult(FailureClass.WrongSignature);
        }

        var opened = ObjectOpening.OpenVerified(entry, keyId => key is not null && key.KeyId == keyId ? key.Key : null);
        return opened.Failure != FailureClass.None
            ? new VectorResult(opened.Failure)
            : new VectorResult().Add("put-day", entry.PutDay.Value).Add("object-hash", entry.SignedHeader.ObjectHash.Span)
                .Add("content-hash", opened.Content is null ? [] : opened.ContentHash.Span);
    }

    internal static VectorResult List(VectorFile file) =>
        ObjectList.TryParse(file.Bytes, out var list, out var failure)
            ? new VectorResult().Add("day", list.Day.Value).Add("object-hashes", list.Entries.Select(entry => entry.SignedHeader.ObjectHash.ToString()))
                .Add("newcomers", list.Recoveries.Select(recovery => recovery.Newcomer.ToString()))
            : new VectorResult(failure);

    internal static VectorResult PutAnswer(VectorFile file) =>
        Protocol.Envelopes.PutAnswer.TryParse(file.Bytes, out var answer, out var failure)
            ? new VectorResult().Add("code", (ulong)answer.Code).Add("receipt", answer.Receipt.Span)
            : new VectorResult(failure);

    private static OfficerKemKey? KemKey(byte[] seed) => seed.Length == 0 ? null : OfficerKemKey.FromSeed(seed);
}
