using System.Security.Cryptography;

namespace IntegrityChannel.Crypto.Protocol.Primitives;

// AES-256-GCM and ChaCha20-Poly1305
//
//   References   NIST SP 800-38D; RFC 8439
//   Key          32 bytes       Nonce  12 bytes, never twice under one key       Tag  16 bytes, appended
/// <summary>Authenticated encryption with associated data; ciphertext is plaintext length + 16.</summary>
public abstract class AeadAlgorithm
{
    /// <summary>Bytes of a key.</summary>
    public const int KeySize = 32;

    /// <summary>Bytes of a nonce.</summary>
    public const int NonceSize = 12;

    /// <summary>Bytes that a ciphertext is longer than its plaintext.</summary>
    public const int TagSize = 16;

    private AeadAlgorithm()
    {
    }

    /// <summary>AES-256-GCM.</summary>
    public static AeadAlgorithm Aes256Gcm { get; } = new Aes256GcmAlgorithm();

    /// <summary>ChaCha20-Poly1305 of RFC 8439.</summary>
    public static AeadAlgorithm ChaCha20Poly1305 { get; } = new ChaCha20Poly1305Algorithm();

    /// <summary>Encrypts into <paramref name="ciphertext"/> (plaintext length + 16).</summary>
    public void Encrypt(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        Demand(key, nonce);
        if (ciphertext.Length != plaintext.Length + TagSize)
        {
            throw Errors.WrongLength(nameof(ciphertext), plaintext.Length + TagSize);
        }

        EncryptCore(key, nonce, associatedData, plaintext, ciphertext);
    }

    /// <summary>
    /// Decrypts into <paramref name="plaintext"/> (ciphertext length − 16). False, and the plaintext zeroed, when key, nonce,
    /// associated data or ciphertext do not belong together.
    /// </summary>
    public bool TryDecrypt(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        Demand(key, nonce);
        if (ciphertext.Length != plaintext.Length + TagSize)
        {
            throw Errors.WrongLength(nameof(plaintext), ciphertext.Length - TagSize);
        }

        var opened = TryDecryptCore(key, nonce, associatedData, ciphertext, plaintext);
        if (!opened)
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }

        return opened;
    }

    private static void Demand(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce)
    {
        if (key.Length != KeySize)
        {
            throw Errors.WrongLength(nameof(key), KeySize);
        }

        if (nonce.Length != NonceSize)
        {
            throw Errors.WrongLength(nameof(nonce), NonceSize);
        }
    }

    private protected abstract void EncryptCore(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> data, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext);

    private protected abstract bool TryDecryptCore(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> data, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext);

    private sealed class Aes256GcmAlgorithm : AeadAlgorithm
    {
        private protected override void EncryptCore(
            ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> data, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
        {
            using var aes = new AesGcm(key, TagSize);
            aes.Encrypt(nonce, plaintext, ciphertext[..plaintext.Length], ciphertext[plaintext.Length..], data);
        }

        private protected override bool TryDecryptCore(
            ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> data, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
        {
            using var aes = new AesGcm(key, TagSize);
            try
            {
                aes.Decrypt(nonce, ciphertext[..plaintext.Length], ciphertext[plaintext.Length..], plaintext, data);
                return true;
            }
            catch (AuthenticationTagMismatchException)
            {
                return false;
            }
        }
    }

    private sealed class ChaCha20Poly1305Algorithm : AeadAlgorithm
    {
        private protected override void EncryptCore(
            ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> data, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext) =>
            CryptoAdapter.Current.EncryptChaCha20Poly1305(key, nonce, data, plaintext, ciphertext);

        private protected override bool TryDecryptCore(
            ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> data, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext) =>
            CryptoAdapter.Current.TryDecryptChaCha20Poly1305(key, nonce, data, ciphertext, plaintext);
    }
}
