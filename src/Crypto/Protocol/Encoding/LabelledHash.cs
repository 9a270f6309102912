using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IntegrityChannel.Crypto.Protocol.Encoding;

/// <summary>H(label, a, b, …) = SHA-256(u8 len(label) ‖ label ‖ u32 len(a) ‖ a ‖ …): no two lists of parts share an input (docs/protocol.md section 1).</summary>
public sealed class LabelledHash
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Starts with an ASCII label from <see cref="Labels"/>.</summary>
    public LabelledHash(ReadOnlySpan<byte> label)
    {
        hash.AppendData([checked((byte)label.Length)]);
        hash.AppendData(label);
    }

    /// <summary>Adds one part.</summary>
    public LabelledHash Part(ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
        return this;
    }

    /// <summary>The hash; the instance is used up.</summary>
    public Hash32 Finish()
    {
        using (hash)
        {
            return Hash32.From(hash.GetHashAndReset());
        }
    }
}
