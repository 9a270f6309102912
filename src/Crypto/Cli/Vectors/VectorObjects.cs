using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>Seals objects of the known answers, rightly or with one thing wrong.</summary>
internal sealed class VectorObjects(VectorOrganisation organisation)
{
    internal static readonly Hash32 SomeHash = Hash32.From(Enumerable.Repeat((byte)5, 32).ToArray());

    internal SealingRecipient Officer(int index) =>
        new(organisation.Officers[index].Id, organisation.Officers[index].KemKey.KeyId, organisation.Officers[index].KemKey.PublicKey);

    internal SealingRecipient Reporter =>
        new(Id16.Zeros, Sic.KemKeyId(organisation.Code.Kem.PublicKey.Span), organisation.Code.Kem.PublicKey.ToArray());

    internal SealingRecipient Recovery => new(Id16.Ones, organisation.Recovery.KeyId, organisation.Recovery.PublicKey);

    internal OpenedContent.Report ReportContent => new(
        organisation.Code.Kem.PublicKey.ToArray(), organisation.Code.Auth.PublicKey, organisation.Code.Lookup, false, "nl", [organisation.Officers[2].Id],
        [new Answer(1, Utf8Text.From("Er verdwijnen bewijsstukken uit de kast. €40 — 🗄️")), new Answer(2, Utf8Text.From("Sinds maart, tweede verdieping")), new Answer(6, Utf8Text.From("yes"))]);

    /// <summary>Header of a kind, without commitment, length and recipients.</summary>
    internal ObjectHeader Start(ObjectKind kind, string name) => new()
    {
        Kind = kind,
        OrganisationId = organisation.Id,
        DirectorySequence = 1,
        DirectoryHash = organisation.Directory.Hash,
        Day = VectorOrganisation.Today,
        ReportId = organisation.ReportId,
        ObjectId = ObjectIds.Create(new VectorEntropy($"sic1/object/{name}/id")),
        Author = kind.Author() switch { AuthorRole.Reporter => Id16.Zeros, AuthorRole.Channel => Id16.Ones, _ => organisation.Officers[0].Id },
        Sequence = kind == ObjectKind.ReporterMessage ? 1u : 0u,
        Previous = kind == ObjectKind.ReporterMessage ? SomeHash : Hash32.Zeros,
        Seen = kind.Author() == AuthorRole.Reporter ? [] : [new ChainHead(Id16.Zeros, 0, 0, SomeHash)],
        Reporter = kind == ObjectKind.Report ? new ReportIdentity(organisation.Code.Lookup, organisation.Code.Auth.PublicKey) : null,
        BodyLength = 0,
    };

    internal SigningKey Author(ObjectKind kind) => kind.Author() == AuthorRole.Reporter ? organisation.Code.Auth : organisation.Officers[0].SigningKey;

    internal IReadOnlyList<SealingRecipient> Recipients(ObjectKind kind) => kind switch
    {
        ObjectKind.Report or ObjectKind.ReporterMessage => [Officer(0), Officer(1), Recovery],
        ObjectKind.Note => [Officer(0), Officer(1)],
        _ => [Officer(0), Officer(1), Reporter, Recovery],
    };

    internal byte[] Seal(string name, OpenedContent content)
    {
        var kind = ContentCodec.KindOf(content);
        return ObjectSealing.Seal(Start(kind, name), content, Recipients(kind), Author(kind), new VectorEntropy($"sic1/object/{name}"), null, out _)
            ?? throw new InvalidOperationException(name);
    }

    /// <summary>Seals bytes as they are: content or padding that no client would write.</summary>
    internal byte[] SealPadded(string name, ObjectKind kind, byte[] padded) =>
        ObjectSealing.Seal(Start(kind, name), padded, Recipients(kind), Author(kind), new VectorEntropy($"sic1/object/{name}"), null, out _)
            ?? throw new InvalidOperationException(name);

    internal byte[] SealBytes(string name, ObjectKind kind, byte[] content) => SealPadded(name, kind, BodyCodec.Pad(content)!);

    /// <summary>Replaces parts of an object and signs the whole anew, as its author could.</summary>
    internal byte[] Resign(byte[] whole, Func<SealedObject, (ObjectHeader Header, List<byte[]> Wraps, byte[] Body)> change)
    {
        var parsed = Parse(whole);
        var (header, wraps, body) = change(parsed);
        var encoded = header.Encode();
        var transcript = Sic.Hash(Labels.Transcript, encoded);
        return ObjectSealing.Sign(encoded, transcript, wraps, body, Author(parsed.Header.Kind));
    }

    internal static SealedObject Parse(byte[] whole) =>
        SealedObject.TryParse(whole, out var parsed, out var failure) ? parsed : throw new InvalidOperationException(failure.Name());

    /// <summary>A clear object of a kind with this body, signed by its author.</summary>
    internal byte[] Clear(string name, ObjectKind kind, byte[] body) =>
        ClearObject.Sign(kind == ObjectKind.Removal ? Start(kind, name) with { Sequence = 1, Previous = SomeHash } : Start(kind, name), body, Author(kind));

    internal byte[] Notice(string name) => ClearObject.CreateChannelNotice(
        organisation.Casework,
        new ObjectPlacement
        {
            OrganisationId = organisation.Id,
            DirectorySequence = 1,
            DirectoryHash = organisation.Directory.Hash,
            Day = VectorOrganisation.Today.AddDays(7),
            ReportId = organisation.ReportId,
            ObjectId = ObjectIds.Create(new VectorEntropy($"sic1/object/{name}/id")),
            Seen = [new ChainHead(Id16.Zeros, 0, 0, SomeHash)],
        },
        VectorOrganisation.Today,
        VectorOrganisation.Today.AddDays(7),
        VectorOrganisation.Today.AddDays(99));
}
