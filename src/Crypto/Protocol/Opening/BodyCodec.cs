using System.Buffers.Binary;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>Seals and opens a body: padded to a bucket, encrypted in chunks under X(DEK, "sic1/k-body") with context "sic1/body" ‖ TH.</summary>
internal static class BodyCodec
{
    private const int KeySize = 32;

    /// <summary>u32 n ‖ content ‖ zeros; null where the content fits no bucket. The caller wipes it.</summary>
    internal static byte[]? Pad(ReadOnlySpan<byte> content)
    {
        if (BodyBuckets.PlainFor(content.Length) is not { } size)
        {
            return null;
        }

        var padded = PinnedBytes.Create(size);
        BinaryPrimitives.WriteUInt32BigEndian(padded, (uint)content.Length);
        content.CopyTo(padded.AsSpan(BodyBuckets.CountSize));
        return padded;
    }

    internal static byte[] Seal(Secret dataKey, Hash32 transcript, ReadOnlySpan<byte> padded, IEntropy entropy)
    {
        using var key = Hkdf.Expand(dataKey.Span, Labels.BodyKey, KeySize);
        return ChunkedEncryption.Encrypt(key.Span, Context(transcript), padded, entropy);
    }

    /// <summary>Opens and reads a body: wrong-body, wrong-padding, or what the content's codec says.</summary>
    /// <param name="content">The bytes without padding, for a caller who compares them; wiped by the caller. Null where nothing opened.</param>
    internal static FailureClass Open(Secret dataKey, Hash32 transcript, ReadOnlySpan<byte> body, out byte[]? content)
    {
        content = null;
        using var key = Hkdf.Expand(dataKey.Span, Labels.BodyKey, KeySize);
        if (!ChunkedEncryption.TryDecrypt(key.Span, Context(transcript), body, out var plaintext))
        {
            return FailureClass.WrongBody;
        }

        using (plaintext)
        {
            var padded = PinnedBytes.Copy(plaintext.Span);
            content = Padding.Remove(padded) is { } kept ? PinnedBytes.Copy(kept.Span) : null;
            CryptographicOperations.ZeroMemory(padded);
        }

        return content is null ? FailureClass.WrongPadding : FailureClass.None;
    }

    private static byte[] Context(Hash32 transcript) => [.. Labels.BodyContext, .. transcript.Span];
}
