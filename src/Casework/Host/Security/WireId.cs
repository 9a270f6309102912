using System.Buffers.Text;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Host.Security;

/// <summary>An id of sixteen bytes as it stands in a path: base64url without padding, in its one form.</summary>
internal static class WireId
{
    /// <summary>Null for anything but the one form.</summary>
    internal static Id16? Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[Id16.Size];
        return text.Length == Base64Url.GetEncodedLength(Id16.Size)
            && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == Id16.Size && Base64Url.EncodeToString(bytes) == text
            ? Id16.From(bytes)
            : null;
    }
}
