using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using static IntegrityChannel.Crypto.Cli.Vectors.VectorCase;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>Entries and lists as hosts hand them out, and answers to puts.</summary>
internal static class EntryCases
{
    internal static IEnumerable<VectorCase> Of(VectorOrganisation organisation)
    {
        var objects = new VectorObjects(organisation);
        var whole = VectorObjects.Parse(objects.Seal("entry", new OpenedContent.Reply(Utf8Text.From("Dank u."))));
        var notice = VectorObjects.Parse(objects.Notice("entry-notice"));
        var today = VectorOrganisation.Today;
        var stub = ObjectEntry.Stub(today, whole.SignedHeader.HeaderBytes.Span, whole.BodyHash, whole.Signature.Span);
        var reader = ObjectEntry.ForReader(today, whole.SignedHeader.HeaderBytes.Span, whole.Wraps[0].Span, whole.Body.Span, whole.Signature.Span);
        var clear = ObjectEntry.Clear(today.AddDays(7), notice.Bytes.Span);
        return [.. Entries(organisation, stub, reader, clear), .. Lists(organisation, stub, reader, clear), .. Answers(organisation)];
    }

    private static IEnumerable<VectorCase> Entries(VectorOrganisation organisation, ObjectEntry stub, ObjectEntry reader, ObjectEntry clear)
    {
        var author = ("author-key", Hex(organisation.Officers[0].SigningKey.PublicKey.Span));
        var seed = ("kem-seed", Hex(organisation.Officers[0].KemSeed));
        var channel = ("author-key", Hex(organisation.Casework.PublicKey.Span));
        var none = ("kem-seed", "");
        yield return new("entry-stub", "entry", FailureClass.None, "form 1", stub.Encode(), author, none);
        yield return new("entry-for-reader", "entry", FailureClass.None, "form 2", reader.Encode(), author, seed);
        yield return new("entry-clear", "entry", FailureClass.None, "form 3", clear.Encode(), channel, none);
        yield return new("entry-form-0", "entry", FailureClass.UnknownKind, "no such form", [0, .. reader.Encode()[1..]], author, seed);
        yield return new("entry-stub-with-a-body", "entry", FailureClass.Malformed, "form 1 around a whole entry", [1, .. reader.Encode()[1..]], author, none);
        yield return new("entry-clear-as-reader", "entry", FailureClass.Malformed, "form 2 around a clear object", [2, .. clear.Encode()[1..]], channel, none);
        yield return new("entry-body-hash-bit", "entry", FailureClass.WrongSignature, "a stub with another body hash", Flip(stub.Encode(), -65), author, none);
        yield return new("entry-cut", "entry", FailureClass.Malformed, "the last byte is missing", reader.Encode()[..^1], author, seed);
    }

    private static IEnumerable<VectorCase> Lists(VectorOrganisation organisation, ObjectEntry stub, ObjectEntry reader, ObjectEntry clear)
    {
        var today = VectorOrganisation.Today;
        var list = ObjectList.Encode(today, [clear, reader]);
        using var wrongOrder = new SicWriter();
        wrongOrder.Bytes(ObjectList.Magic).Day(today).U32(2).Bytes(clear.Encode()).Bytes(reader.Encode()).U16(0);
        using var twice = new SicWriter();
        twice.Bytes(ObjectList.Magic).Day(today).U32(2).Bytes(stub.Encode()).Bytes(reader.Encode()).U16(0);
        yield return new("list-of-two", "list", FailureClass.None, "by put day", list);
        yield return new("list-of-none", "list", FailureClass.None, "nothing", ObjectList.Encode(today, []));
        yield return new("list-wrong-order", "list", FailureClass.NotCanonical, "the same two the other way round", wrongOrder.ToArray());
        yield return new("list-one-object-twice", "list", FailureClass.NotCanonical, "as a stub and whole", twice.ToArray());
        yield return new("list-count-too-large", "list", FailureClass.Malformed, "three are announced", ReplaceCount(list, 3));
        yield return new("list-count-too-small", "list", FailureClass.Malformed, "one is announced", ReplaceCount(list, 1));
        byte[][] recoveries = [.. Enumerable.Range(0, 2).OrderBy(officer => organisation.Officers[officer].Id).Select(officer => RecoveryCases.Statement(organisation, officer))];
        yield return new("list-with-recoveries", "list", FailureClass.None, "whom recovery let in, by newcomer", Recovered(today, recoveries));
        yield return new("list-recoveries-unsorted", "list", FailureClass.NotCanonical, "the same two the other way round", Recovered(today, [recoveries[1], recoveries[0]]));
        yield return new("list-recovery-twice", "list", FailureClass.NotCanonical, "one newcomer twice", Recovered(today, [recoveries[0], recoveries[0]]));
        yield return new("list-recovery-cut", "list", FailureClass.Malformed, "the last byte is missing", Recovered(today, recoveries)[..^1]);
    }

    private static byte[] Recovered(CivilDay today, byte[][] statements)
    {
        using var writer = new SicWriter();
        writer.Bytes(ObjectList.Magic).Day(today).U32(0).U16((ushort)statements.Length);
        foreach (var statement in statements)
        {
            writer.Bytes(statement);
        }

        return writer.ToArray();
    }

    private static IEnumerable<VectorCase> Answers(VectorOrganisation organisation)
    {
        var receipt = Protocol.Trust.Receipt.Create(organisation.Intake, organisation.Id, 1, VectorObjects.SomeHash, VectorOrganisation.Today);
        var accepted = PutAnswer.Accepted(receipt);
        yield return new("put-answer-accepted", "put-answer", FailureClass.None, "code 0 with a receipt", accepted);
        foreach (var code in Enum.GetValues<PutCode>().Where(code => code != PutCode.Accepted))
        {
            yield return new($"put-answer-{(int)code}", "put-answer", FailureClass.None, $"refused: {code}", PutAnswer.Refused(code));
        }

        yield return new("put-answer-unlisted", "put-answer", FailureClass.Malformed, "code 9", [0, 9, .. new byte[510]]);
        yield return new("put-answer-longer", "put-answer", FailureClass.Malformed, "513 bytes", [.. accepted, 0]);
        yield return new("put-answer-refused-with-receipt", "put-answer", FailureClass.NotCanonical, "code 21 before a receipt", [0, 21, .. accepted[2..]]);
    }

    private static byte[] ReplaceCount(byte[] list, byte count)
    {
        var copy = (byte[])list.Clone();
        copy[11] = count;
        return copy;
    }
}
