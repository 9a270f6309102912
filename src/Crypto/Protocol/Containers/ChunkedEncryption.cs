using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Containers;

// Cobblestone-256
//
//   References   C2SP chunked-encryption, with SHA-512 and AES-256-GCM
//   Key          32 uniformly random bytes; a context binds the ciphertext to its place
//   Ciphertext   salt[24] ‖ commitment[32] ‖ chunks; a chunk is 16 384 bytes + 16, the last one always shorter, maybe empty
//   Largest      2^38 chunks (4 PiB)
/// <summary>Encrypts bodies and containers. One ciphertext per (key, salt); the salt is drawn from the given entropy.</summary>
public static class ChunkedEncryption
{
    /// <summary>Bytes of a key.</summary>
    public const int KeySize = AeadAlgorithm.KeySize;

    /// <summary>Bytes of the salt, first in the ciphertext.</summary>
    public const int SaltSize = 24;

    /// <summary>Bytes of the key commitment that follows the salt.</summary>
    public const int CommitmentSize = 32;

    /// <summary>Bytes before the first chunk.</summary>
    public const int PrefixSize = SaltSize + CommitmentSize;

    /// <summary>Plaintext bytes of every chunk but the last.</summary>
    public const int ChunkSize = 16 * 1024;

    /// <summary>Bytes of a whole encrypted chunk.</summary>
    public const int SealedChunkSize = ChunkSize + AeadAlgorithm.TagSize;

    /// <summary>Length of the ciphertext for a plaintext of this many bytes.</summary>
    public static long CiphertextLength(long plaintextLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(plaintextLength);
        return PrefixSize + plaintextLength + (AeadAlgorithm.TagSize * ((plaintextLength / ChunkSize) + 1));
    }

    /// <summary>Length of the plaintext, or null when no plaintext gives a ciphertext of this length.</summary>
    public static long? PlaintextLength(long ciphertextLength)
    {
        var chunks = ciphertextLength - PrefixSize;
        var last = chunks % SealedChunkSize;
        return chunks < AeadAlgorithm.TagSize || last < AeadAlgorithm.TagSize
            ? null
            : (chunks / SealedChunkSize * ChunkSize) + last - AeadAlgorithm.TagSize;
    }

    /// <summary>Encrypts a message that lies in memory.</summary>
    public static byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> context, ReadOnlySpan<byte> plaintext, IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        var ciphertext = new byte[CiphertextLength(plaintext.Length)];
        entropy.Fill(ciphertext.AsSpan(0, SaltSize));
        using var cipher = new ChunkCipher(key, ciphertext.AsSpan(0, SaltSize), context);
        cipher.Commitment.CopyTo(ciphertext.AsSpan(SaltSize));
        var into = ciphertext.AsSpan(PrefixSize);
        for (; plaintext.Length >= ChunkSize; plaintext = plaintext[ChunkSize..], into = into[SealedChunkSize..])
        {
            cipher.EncryptNext(plaintext[..ChunkSize], into[..SealedChunkSize]);
        }

        cipher.EncryptNext(plaintext, into);
        return ciphertext;
    }

    /// <summary>
    /// Decrypts a whole ciphertext. False, with no plaintext, for anything but the one form of a message under this key and context:
    /// an impossible length, another commitment, a chunk that does not verify at its place, a missing end.
    /// </summary>
    public static bool TryDecrypt(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> context, ReadOnlySpan<byte> ciphertext, [NotNullWhen(true)] out Secret? plaintext)
    {
        plaintext = null;
        if (PlaintextLength(ciphertext.Length) is not { } length)
        {
            return false;
        }

        using var cipher = new ChunkCipher(key, ciphertext[..SaltSize], context);
        if (!cipher.Commits(ciphertext[SaltSize..PrefixSize]))
        {
            return false;
        }

        var opened = new Secret((int)length);
        if (!DecryptChunks(cipher, ciphertext[PrefixSize..], opened.Writable))
        {
            opened.Dispose();
            return false;
        }

        plaintext = opened;
        return true;
    }

    private static bool DecryptChunks(ChunkCipher cipher, ReadOnlySpan<byte> from, Span<byte> into)
    {
        for (; from.Length >= SealedChunkSize; from = from[SealedChunkSize..], into = into[ChunkSize..])
        {
            if (!cipher.TryDecryptNext(from[..SealedChunkSize], into[..ChunkSize]))
            {
                return false;
            }
        }

        return cipher.TryDecryptNext(from, into);
    }
}
