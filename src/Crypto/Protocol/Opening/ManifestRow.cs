using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>One file of a container, as its writer describes it inside the sealed body.</summary>
/// <param name="Offset">Where it begins in the container's plaintext: right behind the one before.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Digest">SHA-256 of the file.</param>
/// <param name="Name">1 to 255 bytes without control characters, slash or backslash. Neutral where the writer chose so.</param>
/// <param name="Type">Media type as its writer says, up to 127 bytes of ASCII; may be empty. Never trusted.</param>
public sealed record ManifestRow(long Offset, long Length, Hash32 Digest, Utf8Text Name, string Type);
