using System.Buffers.Binary;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>u32 n ‖ content[n] ‖ zeros: what bodies and vaults share.</summary>
internal static class Padding
{
    private const int CountSize = 4;

    /// <summary>The content; null for an impossible length or padding other than zeros.</summary>
    internal static ReadOnlyMemory<byte>? Remove(ReadOnlyMemory<byte> padded)
    {
        if (padded.Length < CountSize)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(padded.Span);
        if (length > (uint)(padded.Length - CountSize) || padded.Span[(CountSize + (int)length)..].ContainsAnyExcept((byte)0))
        {
            return null;
        }

        return padded.Slice(CountSize, (int)length);
    }
}
