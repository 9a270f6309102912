using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using static IntegrityChannel.Crypto.Cli.Vectors.VectorCase;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>Objects with files, and containers or manifests that must not be taken for theirs.</summary>
internal sealed class ContainerCases
{
    private readonly VectorOrganisation organisation;
    private readonly VectorObjects objects;
    private readonly SealedContainer container;
    private readonly byte[] ciphertext;
    private readonly byte[] reply;

    private ContainerCases(VectorOrganisation organisation)
    {
        this.organisation = organisation;
        objects = new VectorObjects(organisation);
        (container, ciphertext) = Seal("container", ("kas.jpg", "image/jpeg", 40_000), ("leeg", "", 0), ("verslag é.pdf", "application/pdf", 17_000));
        reply = Reply("container", new OpenedContent.Reply(Utf8Text.From("Zie bijlagen")), container);
    }

    internal static IEnumerable<VectorCase> Of(VectorOrganisation organisation)
    {
        var cases = new ContainerCases(organisation);
        return [.. cases.Containers(), .. cases.Manifests()];
    }

    private IEnumerable<VectorCase> Containers()
    {
        yield return Case("three-files", "kind 3 with three files, one of them empty", reply, ciphertext);
        yield return Case("bit-in-the-salt", "first byte of the ciphertext", reply, Flip(ciphertext, 0), FailureClass.WrongBody);
        yield return Case("bit-in-the-padding", "last byte: behind all files", reply, Flip(ciphertext, -1), FailureClass.WrongBody);
        yield return Case("byte-short", "the last byte is missing", reply, ciphertext[..^1], FailureClass.WrongBody);
        yield return Case("absent", "no container at all", reply, [], FailureClass.WrongBody);
    }

    private IEnumerable<VectorCase> Manifests()
    {
        var rows = container.Manifest;
        yield return Manifest("gap", "the second file begins one byte late", [rows[0], rows[1] with { Offset = rows[1].Offset + 1 }, rows[2]]);
        yield return Manifest("overlap", "the second file begins one byte early", [rows[0], rows[1] with { Offset = rows[1].Offset - 1 }, rows[2]]);
        yield return Manifest("name-with-slash", "a name that leads elsewhere", [rows[0] with { Name = Utf8Text.From("../kas.jpg") }, rows[1], rows[2]]);
        yield return Manifest("name-with-control", "a line end in a name", [rows[0] with { Name = Utf8Text.From("kas\n.jpg") }, rows[1], rows[2]]);
        yield return Manifest("empty-name", "a file without name", [rows[0] with { Name = Utf8Text.From("") }, rows[1], rows[2]]);
        yield return Manifest("type-with-space", "a type of two words", [rows[0] with { Type = "image/jpeg x" }, rows[1], rows[2]]);
        yield return Manifest("longer-than-the-container", "files that the header's length does not hold", [rows[0], rows[1], rows[2] with { Length = 70_000 }]);
        yield return Manifest("none", "a container without a manifest", []);
        var text = new OpenedContent.Reply(Utf8Text.From("Zie bijlagen")) { Files = rows };
        yield return Case("manifest-alone", "a manifest without a container", objects.Seal("container-manifest-alone", text), [], FailureClass.Malformed);
        var note = objects.Start(ObjectKind.Acknowledgement, "container-kind") with { ContainerLength = (ulong)container.Length, ContainerHash = container.Hash };
        yield return Case("kind-without-files", "kind 4 that names a container", Padded(note, "kind", [0, 0, 0, 0]), ciphertext[..0], FailureClass.Malformed);
        var odd = objects.Start(ObjectKind.Reply, "container-length") with { ContainerLength = (ulong)container.Length + 16, ContainerHash = container.Hash };
        yield return Case("length-of-no-padding", "a length that no padded plaintext gives", Padded(odd, "length", [0, 0, 0, 0, 0, 0]), ciphertext[..0], FailureClass.Malformed);
    }

    private VectorCase Manifest(string name, string comment, IReadOnlyList<ManifestRow> rows)
    {
        var lying = new SealedContainer(container.OrganisationId, container.ObjectId, container.DataKey, container.Length, container.Hash, rows);
        return Case($"manifest-{name}", comment, Reply($"container-manifest-{name}", new OpenedContent.Reply(Utf8Text.From("Zie bijlagen")), lying), [], FailureClass.Malformed);
    }

    private byte[] Padded(ObjectHeader start, string name, byte[] content) =>
        ObjectSealing.Seal(start, BodyCodec.Pad(content)!, objects.Recipients(start.Kind), objects.Author(start.Kind), new VectorEntropy($"sic1/container/{name}"), null, out _)
            ?? throw new InvalidOperationException(name);

    private byte[] Reply(string name, OpenedContent content, SealedContainer files) =>
        ObjectSealing.Seal(
            objects.Start(ObjectKind.Reply, name), content, objects.Recipients(ObjectKind.Reply), objects.Author(ObjectKind.Reply), new VectorEntropy($"sic1/object/{name}"), files, out _)
            ?? throw new InvalidOperationException(name);

    private (SealedContainer Container, byte[] Ciphertext) Seal(string name, params (string Name, string Type, int Length)[] files)
    {
        using var whole = new MemoryStream();
        var sources = files.Select(file => new ContainerSource(
            Utf8Text.From(file.Name), file.Type, file.Length, () => new MemoryStream(new VectorEntropy($"sic1/{name}/{file.Name}").Bytes(file.Length)))).ToList();
        var made = ContainerSealing.SealAsync(
            sources,
            organisation.Id,
            new VectorEntropy($"sic1/{name}"),
            async (_, part, cancellationToken) => await whole.WriteAsync(part, cancellationToken),
            CancellationToken.None).GetAwaiter().GetResult();
        return (made ?? throw new InvalidOperationException(name), whole.ToArray());
    }

    private VectorCase Case(string name, string comment, byte[] sealedObject, byte[] bytes, FailureClass expect = FailureClass.None)
    {
        using var writer = new SicWriter();
        var officer = organisation.Officers[1];
        return new VectorCase(
            $"container-{name}", "container", expect, comment, writer.LongVector(sealedObject).Bytes(bytes).ToArray(),
            ("author-key", Hex(organisation.Officers[0].SigningKey.PublicKey.Span)), ("who", Hex(officer.Id.Span)), ("kem-seed", Hex(officer.KemSeed)));
    }
}
