using System.Buffers.Binary;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Containers;

/// <summary>Key, base nonce, commitment and chunk counter of one ciphertext. Chunks are taken strictly in order.</summary>
internal sealed class ChunkCipher : IDisposable
{
    private const int MaximumContext = 1024;
    private const long MaximumChunks = 1L << 38;
    private readonly AesGcm aes;
    private readonly Secret derived;
    private long counter;

    internal ChunkCipher(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> context)
    {
        if (key.Length != ChunkedEncryption.KeySize)
        {
            throw Errors.WrongLength(nameof(key), ChunkedEncryption.KeySize);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(context.Length, MaximumContext, nameof(context));
        Span<byte> info = stackalloc byte[Prefix.Length + salt.Length + context.Length];
        Prefix.CopyTo(info);
        salt.CopyTo(info[Prefix.Length..]);
        context.CopyTo(info[(Prefix.Length + salt.Length)..]);
        derived = Hkdf.ExpandSha512(key, info, AeadAlgorithm.KeySize + AeadAlgorithm.NonceSize + ChunkedEncryption.CommitmentSize);
        aes = new AesGcm(derived.Span[..AeadAlgorithm.KeySize], AeadAlgorithm.TagSize);
    }

    /// <summary>32 bytes that bind the ciphertext to this key, salt and context.</summary>
    internal ReadOnlySpan<byte> Commitment => derived.Span[^ChunkedEncryption.CommitmentSize..];

    private static ReadOnlySpan<byte> Prefix => "c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"u8;

    private ReadOnlySpan<byte> BaseNonce => derived.Span.Slice(AeadAlgorithm.KeySize, AeadAlgorithm.NonceSize);

    internal bool Commits(ReadOnlySpan<byte> commitment) => CryptographicOperations.FixedTimeEquals(Commitment, commitment);

    internal void EncryptNext(ReadOnlySpan<byte> plaintext, Span<byte> sealedChunk)
    {
        Span<byte> nonce = stackalloc byte[AeadAlgorithm.NonceSize];
        NextNonce(nonce);
        aes.Encrypt(nonce, plaintext, sealedChunk[..plaintext.Length], sealedChunk[plaintext.Length..]);
    }

    /// <summary>False, and the plaintext zeroed, when the chunk does not verify at this place.</summary>
    internal bool TryDecryptNext(ReadOnlySpan<byte> sealedChunk, Span<byte> plaintext)
    {
        Span<byte> nonce = stackalloc byte[AeadAlgorithm.NonceSize];
        NextNonce(nonce);
        try
        {
            aes.Decrypt(nonce, sealedChunk[..plaintext.Length], sealedChunk[plaintext.Length..], plaintext);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            CryptographicOperations.ZeroMemory(plaintext);
            return false;
        }
    }

    /// <summary>The next chunk taken is this one, for reading from the middle. Never before encrypting.</summary>
    internal void SkipTo(long number) => counter = number;

    public void Dispose()
    {
        aes.Dispose();
        derived.Dispose();
    }

    /// <summary>The base nonce with the chunk's number, big-endian, XORed into its end.</summary>
    private void NextNonce(Span<byte> nonce)
    {
        if (counter >= MaximumChunks)
        {
            throw new InvalidOperationException("A message has at most 2^38 chunks.");
        }

        BaseNonce.CopyTo(nonce);
        var tail = nonce[4..];
        BinaryPrimitives.WriteInt64BigEndian(tail, BinaryPrimitives.ReadInt64BigEndian(tail) ^ counter);
        counter++;
    }
}
