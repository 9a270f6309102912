using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Intake.Mailbox.Shredding;

// Shred layer
//
//   References   docs/protocol.md section 14; AES-256-GCM (NIST SP 800-38D); HKDF-Expand-SHA-256 (RFC 5869)
//   Shred key    32 random bytes per (object, recipient), in keys.db only
//   Stored wrap  nonce[12] ‖ AES-256-GCM(X(shred, "sic1/shred", 32), nonce, wrap[1184], aad = report_id ‖ object_id ‖ key_id) ‖ tag[16]
//
/// <summary>The server's own layer over a stored wrap. It hides nothing from the server; deleting its key erases the wrap from every backup.</summary>
internal static class ShredLayer
{
    internal const int KeySize = 32;
    internal const int StoredSize = NonceSize + SealedObject.WrapSize + TagSize;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Covers one wrap under a shred key that is used for nothing else.</summary>
    internal static byte[] Cover(ReadOnlySpan<byte> shred, WrapPlace place, ReadOnlySpan<byte> wrap, IEntropy entropy)
    {
        var stored = new byte[StoredSize];
        entropy.Fill(stored.AsSpan(0, NonceSize));
        using var cipher = CipherFrom(shred);
        cipher.Encrypt(
            stored.AsSpan(0, NonceSize), wrap, stored.AsSpan(NonceSize, SealedObject.WrapSize), stored.AsSpan(NonceSize + SealedObject.WrapSize), place.Bytes);
        return stored;
    }

    /// <summary>Takes the layer off.</summary>
    /// <exception cref="CryptographicException">The stored bytes are not those that were covered: the file was tampered with or is damaged.</exception>
    internal static byte[] Strip(ReadOnlySpan<byte> shred, WrapPlace place, ReadOnlySpan<byte> stored)
    {
        if (stored.Length != StoredSize)
        {
            throw new CryptographicException("a stored wrap has another length");
        }

        var wrap = new byte[SealedObject.WrapSize];
        using var cipher = CipherFrom(shred);
        cipher.Decrypt(stored[..NonceSize], stored.Slice(NonceSize, SealedObject.WrapSize), stored[^TagSize..], wrap, place.Bytes);
        return wrap;
    }

    private static AesGcm CipherFrom(ReadOnlySpan<byte> shred)
    {
        Span<byte> key = stackalloc byte[KeySize];
        HKDF.Expand(HashAlgorithmName.SHA256, shred, key, Labels.Shred);
        var cipher = new AesGcm(key, TagSize);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }
}

/// <summary>To which wrap of which object a stored wrap belongs: report_id ‖ object_id ‖ key_id, 48 bytes.</summary>
internal readonly struct WrapPlace(Id16 reportId, Id16 objectId, Id16 keyId)
{
    internal byte[] Bytes { get; } = [.. reportId.Span, .. objectId.Span, .. keyId.Span];
}
