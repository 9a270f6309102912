using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>A header with the hash of its body and the signature over both: all that a stub keeps, and all that a chain needs.</summary>
public sealed class SignedHeader
{
    private readonly Lazy<PublicKey?> reporterKey;

    internal SignedHeader(ObjectHeader header, ReadOnlyMemory<byte> headerBytes, Hash32 bodyHash, ReadOnlyMemory<byte> signature)
    {
        Header = header;
        HeaderBytes = headerBytes;
        BodyHash = bodyHash;
        Signature = signature;
        TranscriptHash = Sic.Hash(Labels.Transcript, headerBytes.Span);
        ObjectHash = Sic.Hash(Labels.ObjectHash, TranscriptHash.Span, bodyHash.Span);
        reporterKey = new(() => header.Reporter is { } reporter ? Signatures.Import(reporter.AuthPublicKey.Span) : null);
    }

    public ObjectHeader Header { get; }

    /// <summary>The header as it travelled.</summary>
    public ReadOnlyMemory<byte> HeaderBytes { get; }

    /// <summary>TH: what wraps and body are bound to.</summary>
    public Hash32 TranscriptHash { get; }

    /// <summary>SHA-256 of the body as it travels.</summary>
    public Hash32 BodyHash { get; }

    /// <summary>OH: the object's name in chains and receipts.</summary>
    public Hash32 ObjectHash { get; }

    /// <summary>64 bytes.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>This object as the head of its chain.</summary>
    public ChainHead Head => Header.Head(ObjectHash);

    /// <summary>True where the author's Ed25519 key signed this object, by the strict profile.</summary>
    /// <param name="authorPublicKey">32 bytes: the reporter's auth key, the officer's signing key or the channel's key.</param>
    public bool VerifySignature(ReadOnlySpan<byte> authorPublicKey) =>
        Signatures.Verify(KeyOf(authorPublicKey), SigningInput(ObjectHash), Signature.Span);

    /// <summary>The auth key that a report brings along; null where it brings none, or bytes that are no key. Judged once, for the rules of the kind and for the signature.</summary>
    internal PublicKey? ReporterKey => reporterKey.Value;

    internal static ReadOnlySpan<byte> SigningInput(Hash32 objectHash) => Sic.Hash(Labels.SignObject, objectHash.Span).ToArray();

    internal static Hash32 HashBody(ReadOnlySpan<byte> body) => Hash32.From(SHA256.HashData(body));

    private PublicKey? KeyOf(ReadOnlySpan<byte> authorPublicKey) =>
        Header.Reporter?.AuthPublicKey.Span.SequenceEqual(authorPublicKey) == true ? ReporterKey : Signatures.Import(authorPublicKey);
}
