using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using static IntegrityChannel.Crypto.Cli.Vectors.VectorCase;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>Objects of every kind of this version, and what must not be taken for one.</summary>
internal sealed class ObjectCases
{
    private readonly VectorOrganisation organisation;
    private readonly VectorObjects objects;
    private readonly byte[] reply;

    private ObjectCases(VectorOrganisation organisation)
    {
        this.organisation = organisation;
        objects = new VectorObjects(organisation);
        reply = objects.Seal("reply", Text("Sinds wanneer merkt u dit?"));
    }

    internal static IEnumerable<VectorCase> Of(VectorOrganisation organisation)
    {
        var cases = new ObjectCases(organisation);
        return [.. cases.Good(), .. cases.BadStructure(), .. cases.BadSignature(), .. cases.BadSecrecy(), .. cases.BadContent(), .. ClearCases.Of(organisation)];
    }

    private static OpenedContent.Reply Text(string text) => new(Utf8Text.From(text));

    private static readonly Id16 SomeId = Id16.From(Enumerable.Repeat((byte)7, Id16.Size).ToArray());

    private IEnumerable<VectorCase> Good()
    {
        var kem = organisation.Code.Kem.PublicKey.ToArray();
        var report = objects.Seal("report", objects.ReportContent);
        yield return Case("report", "kind 1 to two officers and recovery", report);
        yield return Case("report-by-deputy", "the same, opened by the second officer", report, reader: 1);
        yield return Case("message", "kind 2, second in the reporter's chain", objects.Seal("message", new OpenedContent.ReporterMessage(kem, ReporterAct.Retaliation, VectorObjects.SomeHash, Utf8Text.From("Ik word overgeplaatst."))));
        yield return Case("reply", "kind 3", reply);
        yield return Case("acknowledgement", "kind 4", objects.Seal("acknowledgement", new OpenedContent.Acknowledgement(Utf8Text.From("Uw melding is ontvangen."))));
        yield return Case("feedback", "kind 5, both parts filled", objects.Seal("feedback", new OpenedContent.Feedback(Utf8Text.From("De kast is geteld."), Utf8Text.From("Artikel 14"))));
        yield return Case("decision", "kind 6", objects.Seal("decision", new OpenedContent.Decision(DecisionKind.Closed, Utf8Text.From("Gesloten."))));
        yield return Case("note", "kind 7 in stream 1, to officers only", objects.Seal("note", new OpenedContent.Note(NoteKind.Finding, Utf8Text.From("Sleutel bij de wacht."), null)));
        yield return Case("archive-record", "kind 7 that repeats the reporter's key and who was left out", objects.Seal("archive-record", new OpenedContent.Note(NoteKind.ArchiveRecord, Utf8Text.From("Archief"), new ArchiveFacts(kem, [organisation.Officers[2].Id]))));
        yield return Case("grant", "kind 8, scope 1", objects.Seal("grant", new OpenedContent.Grant(
            organisation.Officers[1].Id, SomeId, GrantScope.Joins, [SomeId], Utf8Text.From("Neemt het dossier over."))));
        yield return Case("empty-reply", "a text of no bytes", objects.Seal("empty-reply", Text("")));
        yield return Case("full-bucket", "content that just fits 8 KiB", objects.Seal("full-bucket", Text(new string('a', 8192 - 4 - 4 - 2))));
        yield return Case("next-bucket", "one byte more needs 32 KiB", objects.Seal("next-bucket", Text(new string('a', 8192 - 4 - 4 - 1))));
        yield return Clear("channel-notice", FailureClass.None, "kind 11, clear", objects.Notice("channel-notice"));
    }

    private IEnumerable<VectorCase> BadStructure()
    {
        yield return Case("empty", "no bytes", [], FailureClass.Malformed);
        yield return Case("header-only", "nothing after the header", reply[..VectorObjects.Parse(reply).SignedHeader.HeaderBytes.Length], FailureClass.Malformed);
        yield return Case("one-byte-less", "the last byte is missing", reply[..^1], FailureClass.Malformed);
        yield return Case("one-byte-more", "a byte after the signature", [.. reply, 0], FailureClass.Malformed);
        yield return Case("too-large", "640 KiB and one byte of zeros behind a reply", [.. reply, .. new byte[Sic.MaximumObjectSize + 1 - reply.Length]], FailureClass.Malformed);
        yield return Case("next-suite", "suite 0x0002 is reserved", Replace(5, 2), FailureClass.UnknownSuite);
        yield return Case("kind-255", "no such kind", Replace(6, 255), FailureClass.UnknownKind);
        yield return Case("mode-128", "no such mode", Replace(7, 128), FailureClass.Malformed);
        yield return Rewritten("seen-unsorted", "other chains in another order", header => header with { Seen = [new(organisation.Officers[1].Id, 0, 0, VectorObjects.SomeHash), header.Seen[0]] }, FailureClass.NotCanonical);
        yield return Rewritten("seen-own-chain", "names its own chain", header => header with { Seen = [new(header.Author, 0, 0, VectorObjects.SomeHash)] }, FailureClass.Malformed);
        yield return Rewritten("author-zeros", "a reply by the reporter", header => header with { Author = Id16.Zeros, Seen = [] }, FailureClass.Malformed);
        yield return Rewritten("author-channel", "a reply by the channel", header => header with { Author = Id16.Ones }, FailureClass.Malformed);
        yield return Rewritten("predecessor-of-the-first", "seq 0 with prev", header => header with { Previous = VectorObjects.SomeHash }, FailureClass.Malformed);
        yield return Rewritten("same-key-twice", "two recipients with one key_id", header => header with { Recipients = [header.Recipients[0], header.Recipients[1] with { KeyId = header.Recipients[0].KeyId }] }, FailureClass.Malformed);
        yield return Rewritten("recipients-swapped", "wraps no longer stand under their recipients", header => header with { Recipients = [.. header.Recipients.Reverse()] }, FailureClass.Malformed);
        yield return Rewritten("container-hash-alone", "container hash without length", header => header with { ContainerHash = VectorObjects.SomeHash }, FailureClass.Malformed);
        yield return Rewritten("commitment-zeros", "a sealed kind that commits to nothing", header => header with { KeyCommitment = Hash32.Zeros }, FailureClass.Malformed);
        yield return Clear("notice-of-unknown-template", FailureClass.Malformed, "template 2", ReplaceIn(objects.Notice("channel-notice"), 17));
    }

    private IEnumerable<VectorCase> BadSignature()
    {
        yield return Case("signature-bit", "last bit of S", Flip(reply, -1), FailureClass.WrongSignature);
        yield return Case("signature-r-bit", "first bit of R", Flip(reply, -64), FailureClass.WrongSignature);
        yield return Case("body-bit", "a bit of the body", Flip(reply, -65), FailureClass.WrongSignature);
        yield return Case("day-bit", "a bit of the day", Flip(reply, 63), FailureClass.WrongSignature);
        yield return Case("object-id-bit", "a bit of the object id", Flip(reply, 80), FailureClass.WrongSignature);
        yield return Case("zero-author-key", "a public key of order 4", reply, FailureClass.WrongSignature, authorKey: new byte[32]);
        yield return Clear("notice-date-bit", FailureClass.WrongSignature, "a bit of a date", Flip(objects.Notice("channel-notice"), -65));
    }

    private IEnumerable<VectorCase> BadSecrecy()
    {
        yield return Case("wrap-bit", "a bit of the encapsulation", Flip(reply, VectorObjects.Parse(reply).SignedHeader.HeaderBytes.Length + 16), FailureClass.WrongKey);
        yield return Case("wrap-of-another-object", "the first wrap of another reply to the same officer", SwapWrap(), FailureClass.WrongKey);
        yield return Case("another-key", "the reader's key is not the one wrapped to", reply, FailureClass.WrongKey, kemSeed: organisation.Officers[1].KemSeed);
        yield return Case("not-for-the-confidant", "nobody with this id among the recipients", reply, FailureClass.NotARecipient, reader: 2);
        yield return Case("uncommitted-key", "a second key for one reader: another text under the same header (I-14)", Uncommitted(), FailureClass.WrongCommitment);
        yield return Case("body-of-another-object", "the body of another reply, signed anew", objects.Resign(reply, parsed => (parsed.Header, Wraps(parsed), VectorObjects.Parse(objects.Seal("other-reply", Text("Anders"))).Body.ToArray())), FailureClass.WrongBody);
        yield return Case("header-signed-anew", "another day under the old wraps", objects.Resign(reply, parsed => (parsed.Header with { Day = parsed.Header.Day.AddDays(1) }, Wraps(parsed), parsed.Body.ToArray())), FailureClass.WrongKey);
        yield return Case("kind-signed-anew", "a reply passed off as an acknowledgement", objects.Resign(reply, parsed => (parsed.Header with { Kind = ObjectKind.Acknowledgement }, Wraps(parsed), parsed.Body.ToArray())), FailureClass.WrongKey);
    }

    private IEnumerable<VectorCase> BadContent()
    {
        var padded = BodyCodec.Pad([0, 0, 0, 1, 65, 0, 0])!;
        yield return Case("padding-bit", "the last padding byte is not zero", objects.SealPadded("padding-bit", ObjectKind.Reply, Flip(padded, -1)), FailureClass.WrongPadding);
        yield return Case("count-too-large", "content longer than the body", objects.SealPadded("count-too-large", ObjectKind.Reply, ReplaceIn(padded, 0, 255)), FailureClass.WrongPadding);
        yield return Bytes("text-cut", "text length beyond the content", ObjectKind.Reply, [0, 0, 0, 9, 65, 0, 0], FailureClass.Malformed);
        yield return Bytes("content-trailing", "a byte behind the manifest", ObjectKind.Reply, [0, 0, 0, 1, 65, 0, 0, 0], FailureClass.Malformed);
        yield return Bytes("manifest-of-one", "files come in a later version", ObjectKind.Reply, [0, 0, 0, 1, 65, 0, 1], FailureClass.Malformed);
        yield return Bytes("overlong-utf8", "0xC0 0x80", ObjectKind.Reply, [0, 0, 0, 2, 0xC0, 0x80, 0, 0], FailureClass.Malformed);
        yield return Bytes("lone-surrogate", "0xED 0xA0 0x80", ObjectKind.Acknowledgement, [0, 0, 0, 3, 0xED, 0xA0, 0x80], FailureClass.Malformed);
        yield return Bytes("blank-grounds", "feedback whose second part is white space", ObjectKind.Feedback, [0, 0, 0, 1, 65, 0, 0, 0, 2, 32, 10], FailureClass.Malformed);
        yield return Bytes("decision-0", "no such decision", ObjectKind.Decision, [0, 0, 0, 0, 1, 65], FailureClass.Malformed);
        yield return Bytes("grant-scope-3", "no such scope", ObjectKind.Grant, [.. new byte[32], 3, 0, 0, 0, 0, 0, 0], FailureClass.Malformed);
        yield return Bytes("grant-unsorted", "object ids in falling order", ObjectKind.Grant, [.. new byte[32], 1, 0, 2, .. Enumerable.Repeat((byte)2, 16), .. Enumerable.Repeat((byte)1, 16), 0, 0, 0, 0], FailureClass.NotCanonical);
        yield return Bytes("note-8", "no such note", ObjectKind.Note, [8, 0, 0, 0, 1, 65, 0, 0], FailureClass.Malformed);
    }

    /// <summary>What a host could answer to two readers, if it were not for the commitment.</summary>
    private byte[] Uncommitted()
    {
        var header = VectorObjects.Parse(reply).Header with { KeyCommitment = VectorObjects.SomeHash };
        var transcript = Sic.Hash(Labels.Transcript, header.Encode());
        var entropy = new VectorEntropy("sic1/object/uncommitted");
        using var dataKey = Protocol.Primitives.Secret.Create(entropy, 32);
        var wraps = objects.Recipients(ObjectKind.Reply).Select(recipient => WrapCodec.Seal(recipient, ObjectKind.Reply, transcript, dataKey, entropy)!);
        var body = BodyCodec.Seal(dataKey, transcript, BodyCodec.Pad([0, 0, 0, 1, 65, 0, 0]), entropy);
        return ObjectSealing.Sign(header.Encode(), transcript, wraps, body, objects.Author(ObjectKind.Reply));
    }

    private byte[] SwapWrap()
    {
        var other = Wraps(VectorObjects.Parse(objects.Seal("other-reply", Text("Anders"))));
        return objects.Resign(reply, parsed => (parsed.Header, [other[0], .. Wraps(parsed).Skip(1)], parsed.Body.ToArray()));
    }

    private static List<byte[]> Wraps(SealedObject parsed) => [.. parsed.Wraps.Select(wrap => wrap.ToArray())];

    private byte[] Replace(int at, byte value) => ReplaceIn(reply, at, value);

    private static byte[] ReplaceIn(byte[] bytes, int at, byte value)
    {
        var copy = (byte[])bytes.Clone();
        copy[at] = value;
        return copy;
    }

    /// <summary>Changes the template of a notice, which stands so many bytes into its body of thirty.</summary>
    private static byte[] ReplaceIn(byte[] notice, int intoBody) => ReplaceIn(notice, notice.Length - Sic.SignatureSize - ChannelNotice.Size + intoBody, 2);

    private VectorCase Rewritten(string name, string comment, Func<ObjectHeader, ObjectHeader> change, FailureClass expect) =>
        Case(name, comment, objects.Resign(reply, parsed => (change(parsed.Header), Wraps(parsed), parsed.Body.ToArray())), expect);

    private VectorCase Bytes(string name, string comment, ObjectKind kind, byte[] content, FailureClass expect) =>
        Case(name, comment, objects.SealBytes(name, kind, content), expect);

    private VectorCase Case(string name, string comment, byte[] bytes, FailureClass expect = FailureClass.None, int reader = 0, byte[]? authorKey = null, byte[]? kemSeed = null)
    {
        var reporter = name is "report" or "report-by-deputy" or "message";
        var key = authorKey ?? (reporter ? organisation.Code.Auth.PublicKey : organisation.Officers[0].SigningKey.PublicKey).ToArray();
        return new VectorCase(
            $"object-{name}", "object", expect, comment, bytes,
            ("author-key", Hex(key)), ("who", Hex(organisation.Officers[reader].Id.Span)), ("kem-seed", Hex(kemSeed ?? organisation.Officers[reader].KemSeed)));
    }

    private VectorCase Clear(string name, FailureClass expect, string comment, byte[] bytes) => new(
        $"object-{name}", "object", expect, comment, bytes, ("author-key", Hex(organisation.Casework.PublicKey.Span)), ("who", ""), ("kem-seed", ""));
}
