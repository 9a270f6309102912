using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Vaults;

/// <summary>nonce[12] ‖ AES-256-GCM ciphertext ‖ tag[16], with a random nonce: how vaults, vault keys and root files rest.</summary>
internal static class SealedBytes
{
    internal const int Overhead = AeadAlgorithm.NonceSize + AeadAlgorithm.TagSize;

    internal static byte[] Seal(Secret key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, IEntropy entropy)
    {
        var result = new byte[plaintext.Length + Overhead];
        var nonce = result.AsSpan(0, AeadAlgorithm.NonceSize);
        entropy.Fill(nonce);
        AeadAlgorithm.Aes256Gcm.Encrypt(key.Span, nonce, associatedData, plaintext, result.AsSpan(AeadAlgorithm.NonceSize));
        return result;
    }

    /// <summary>The plaintext; null where anything does not belong together.</summary>
    internal static Secret? Open(Secret key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> whole)
    {
        if (whole.Length < Overhead)
        {
            return null;
        }

        var plaintext = new Secret(whole.Length - Overhead);
        if (AeadAlgorithm.Aes256Gcm.TryDecrypt(key.Span, whole[..AeadAlgorithm.NonceSize], associatedData, whole[AeadAlgorithm.NonceSize..], plaintext.Writable))
        {
            return plaintext;
        }

        plaintext.Dispose();
        return null;
    }
}
