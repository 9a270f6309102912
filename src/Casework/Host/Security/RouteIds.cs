using System.Buffers.Text;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Host.Security;

/// <summary>Sixteen bytes in a path, as base64url without padding.</summary>
internal static class RouteIds
{
    /// <summary>Null for anything that is not the one spelling of sixteen bytes.</summary>
    internal static Id16? TryRead(string text)
    {
        Span<byte> bytes = stackalloc byte[Id16.Size];
        return text.Length == 22 && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == Id16.Size && Base64Url.EncodeToString(bytes) == text
            ? Id16.From(bytes)
            : null;
    }
}
