using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Crypto.Tests.Envelopes;

/// <summary>Well-formed objects whose wraps and bodies are noise: enough for every test of the format.</summary>
internal static class FormatSamples
{
    internal static Id16 Id(byte value) => Id16.From(Enumerable.Repeat(value, 16).ToArray());

    internal static Hash32 Hash(byte value) => Hash32.From(Enumerable.Repeat(value, 32).ToArray());

    internal static byte[] Noise(string seed, int length)
    {
        var bytes = new byte[length];
        new SeededEntropy(seed).Fill(bytes);
        return bytes;
    }

    internal static OfficerSigningKey Key(string seed) => OfficerSigningKey.FromSeed(Noise(seed, 32));

    internal static ObjectHeader Header(ObjectKind kind) => new()
    {
        Kind = kind,
        OrganisationId = Id(1),
        DirectorySequence = 1,
        DirectoryHash = Hash(2),
        Day = new CivilDay(20_514),
        ReportId = Id(3),
        ObjectId = Id(4),
        Author = kind.Author() switch { AuthorRole.Reporter => Id16.Zeros, AuthorRole.Channel => Id16.Ones, _ => Id(5) },
        Sequence = 1,
        Previous = Hash(6),
        Seen = kind.Author() == AuthorRole.Reporter ? [new ChainHead(Id(5), 0, 3, Hash(7)), new ChainHead(Id(8), 0, 0, Hash(9))] : [new ChainHead(Id16.Zeros, 0, 0, Hash(7))],
        Reporter = kind == ObjectKind.Report ? new ReportIdentity(Hash(10), Hash(11)) : null,
        KeyCommitment = kind.IsClear() ? Hash32.Zeros : Hash(12),
        BodyLength = (uint)Body(kind).Length,
        Recipients = kind.IsClear() ? [] : [new Recipient(Id(5), Id(13)), new Recipient(Id16.Zeros, Id(14)), new Recipient(Id16.Ones, Id(15))],
    };

    internal static byte[] Body(ObjectKind kind) => kind switch
    {
        ObjectKind.Control => [1, 0, 0, 80, 1, .. new byte[2], .. new byte[16], 0, 0, .. new byte[32]],
        ObjectKind.Removal => [0, 1, .. Id(4).Span],
        ObjectKind.ChannelNotice => [.. Id(16).Span, 0, 1, 0, 0, 80, 1, 0, 0, 80, 8, 0, 0, 81, 2],
        _ => Noise("body", 8264),
    };

    internal static byte[] Sealed(ObjectHeader header, SigningKey key) => Sealed(header, Body(header.Kind), key);

    internal static byte[] Sealed(ObjectHeader header, byte[] body, SigningKey key)
    {
        var encoded = header.Encode();
        var wraps = header.Recipients.Select(recipient => (byte[])[.. recipient.KeyId.Span, .. Noise("wrap", 1168)]).ToList();
        var transcript = Sic.Hash(Labels.Transcript, encoded);
        var hash = Sic.Hash(Labels.ObjectHash, transcript.Span, SignedHeader.HashBody(body).Span);
        return SealedObject.Assemble(encoded, wraps, body, key.Sign(SignedHeader.SigningInput(hash)));
    }

    internal static TheoryData<ObjectKind> EveryKind() => new(Enum.GetValues<ObjectKind>());
}
