namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>
/// The four sizes of a sealed body. Plain: u32 n ‖ content ‖ zeros up to 8, 32, 128 or 512 KiB. Ciphertext: salt 24 ‖ commitment 32 ‖ chunks
/// of 16 KiB with a 16-byte tag each, the last one always shorter than full (docs/protocol.md sections 2 and 5).
/// </summary>
public static class BodyBuckets
{
    private const int Chunk = 16 * 1024;
    private const int Tag = 16;
    private const int Prefix = 24 + 32;
    private static readonly int[] Plain = [8 * 1024, 32 * 1024, 128 * 1024, 512 * 1024];

    /// <summary>Length of the count in front of the content.</summary>
    public const int CountSize = 4;

    /// <summary>The longest content, in bytes.</summary>
    public static int MaximumContent => Plain[^1] - CountSize;

    /// <summary>The padded length for this much content; null where it fits none.</summary>
    public static int? PlainFor(int contentLength)
    {
        foreach (var size in Plain)
        {
            if (contentLength <= size - CountSize)
            {
                return size;
            }
        }

        return null;
    }

    /// <summary>Ciphertext length of a padded length.</summary>
    public static int Sealed(int plain) => Prefix + plain + (((plain / Chunk) + 1) * Tag);

    /// <summary>True where a ciphertext of this length can be a sealed body.</summary>
    public static bool IsSealedLength(uint length) => Array.Exists(Plain, plain => length == (uint)Sealed(plain));
}
