using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Protocol.Primitives;

// HPKE, base mode, single shot
//
//   References   RFC 9180; draft-ietf-hpke-pq for the KEM
//   Suite        KEM 0x647A X-Wing, KDF 0x0001 HKDF-SHA256, AEAD 0x0003 ChaCha20Poly1305
//   enc          1 120 bytes
//   Ciphertext   plaintext + 16 bytes
/// <summary>Seals one message to one public key. Who sealed it is not said: authenticity comes from signatures elsewhere.</summary>
public static class Hpke
{
    /// <summary>Bytes of the encapsulated key.</summary>
    public const int EncapsulationSize = 1120;

    /// <summary>Bytes that a ciphertext is longer than its plaintext.</summary>
    public const int TagSize = AeadAlgorithm.TagSize;

    private static ReadOnlySpan<byte> SuiteId => [(byte)'H', (byte)'P', (byte)'K', (byte)'E', 0x64, 0x7A, 0x00, 0x01, 0x00, 0x03];

    /// <summary>
    /// Seals; writes the encapsulated key and the ciphertext (plaintext + 16). False when the recipient's key cannot be sealed to
    /// (its X25519 part is of low order).
    /// </summary>
    public static bool TrySeal(
        PublicKey recipient,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> plaintext,
        IEntropy entropy,
        Span<byte> encapsulation,
        Span<byte> ciphertext)
    {
        using var shared = KemAlgorithm.XWing.Encapsulate(recipient, entropy, encapsulation);
        if (shared is null)
        {
            return false;
        }

        using var context = Schedule(shared, info);
        AeadAlgorithm.ChaCha20Poly1305.Encrypt(context.Key.Span, context.Nonce.Span, associatedData, plaintext, ciphertext);
        return true;
    }

    /// <summary>
    /// Opens. False, with no plaintext, when key, encapsulation, info, associated data or ciphertext do not belong together; which
    /// of them is wrong cannot be told.
    /// </summary>
    public static bool TryOpen(
        Key key,
        ReadOnlySpan<byte> encapsulation,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> ciphertext,
        [NotNullWhen(true)] out Secret? plaintext)
    {
        plaintext = null;
        using var shared = KemAlgorithm.XWing.Decapsulate(key, encapsulation);
        if (shared is null || ciphertext.Length < TagSize)
        {
            return false;
        }

        using var context = Schedule(shared, info);
        var opened = new Secret(ciphertext.Length - TagSize);
        if (!AeadAlgorithm.ChaCha20Poly1305.TryDecrypt(
            context.Key.Span, context.Nonce.Span, associatedData, ciphertext, opened.Writable))
        {
            opened.Dispose();
            return false;
        }

        plaintext = opened;
        return true;
    }

    /// <summary>The key schedule of RFC 9180 section 5.1 in base mode: no pre-shared key, sequence number 0.</summary>
    internal static HpkeContext Schedule(Secret shared, ReadOnlySpan<byte> info)
    {
        Span<byte> context = stackalloc byte[1 + (2 * SHA256.HashSizeInBytes)];
        context[0] = 0;
        using (var pskIdHash = LabelledExtract([], "psk_id_hash"u8, []))
        using (var infoHash = LabelledExtract([], "info_hash"u8, info))
        {
            pskIdHash.Span.CopyTo(context[1..]);
            infoHash.Span.CopyTo(context[33..]);
        }

        using var secret = LabelledExtract(shared.Span, "secret"u8, []);
        return new HpkeContext(
            LabelledExpand(secret, "key"u8, context, AeadAlgorithm.KeySize),
            LabelledExpand(secret, "base_nonce"u8, context, AeadAlgorithm.NonceSize));
    }

    private static Secret LabelledExtract(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> input)
    {
        using var labelled = Label([], label, input);
        return Hkdf.Extract(salt, labelled.Span);
    }

    private static Secret LabelledExpand(Secret prk, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, int length)
    {
        using var labelled = Label([(byte)(length >> 8), (byte)length], label, info);
        return Hkdf.Expand(prk.Span, labelled.Span, length);
    }

    private static Secret Label(ReadOnlySpan<byte> size, ReadOnlySpan<byte> label, ReadOnlySpan<byte> input)
    {
        var version = "HPKE-v1"u8;
        var labelled = new Secret(size.Length + version.Length + SuiteId.Length + label.Length + input.Length);
        var at = labelled.Writable;
        size.CopyTo(at);
        version.CopyTo(at[size.Length..]);
        SuiteId.CopyTo(at[(size.Length + version.Length)..]);
        label.CopyTo(at[(size.Length + version.Length + SuiteId.Length)..]);
        input.CopyTo(at[^input.Length..]);
        return labelled;
    }
}
