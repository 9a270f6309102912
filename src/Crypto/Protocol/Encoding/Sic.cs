namespace IntegrityChannel.Crypto.Protocol.Encoding;

/// <summary>The protocol's constants that every room needs, and the short form of the labelled hash.</summary>
public static class Sic
{
    /// <summary>X-Wing, HPKE base with HKDF-SHA256 and ChaCha20Poly1305, Cobblestone-256, Ed25519 strict: the only enabled suite.</summary>
    public const ushort Suite = 0x0001;

    /// <summary>Stands where the suite stands in what a rehearsal makes: no reader takes it, so it can be carried to a server without harm.</summary>
    public const ushort RehearsalSuite = 0x00FF;

    /// <summary>Length of an Ed25519 signature in bytes.</summary>
    public const int SignatureSize = 64;

    /// <summary>Length of an Ed25519 public key in bytes.</summary>
    public const int SigningKeySize = 32;

    /// <summary>Length of an X-Wing public key in bytes.</summary>
    public const int KemKeySize = 1216;

    /// <summary>No object, with wraps and signature, is longer (640 KiB).</summary>
    public const int MaximumObjectSize = 640 * 1024;

    /// <summary>SHA-256 over the length-prefixed label and parts (docs/protocol.md section 1).</summary>
    public static Hash32 Hash(ReadOnlySpan<byte> label, ReadOnlySpan<byte> part) =>
        new LabelledHash(label).Part(part).Finish();

    public static Hash32 Hash(ReadOnlySpan<byte> label, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        new LabelledHash(label).Part(first).Part(second).Finish();

    /// <summary>The organisation's name for ever: the first half of the hash of its first root key.</summary>
    public static Id16 OrganisationId(ReadOnlySpan<byte> genesisRootPublicKey) =>
        Half(Hash(Labels.Organisation, genesisRootPublicKey));

    /// <summary>key_id of an X-Wing public key.</summary>
    public static Id16 KemKeyId(ReadOnlySpan<byte> publicKey) => Half(Hash(Labels.Key, [1], publicKey));

    /// <summary>key_id of an Ed25519 public key.</summary>
    public static Id16 SigningKeyId(ReadOnlySpan<byte> publicKey) => Half(Hash(Labels.Key, [2], publicKey));

    private static Id16 Half(Hash32 hash) => Id16.From(hash.Span[..Id16.Size]);
}
