using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Containers;

/// <summary>The same format from stream to stream, one chunk in memory at a time.</summary>
public static class ChunkedStreams
{
    /// <summary>Encrypts all of <paramref name="plaintext"/>. What was written is complete only when this returns.</summary>
    public static async Task EncryptAsync(
        Secret key, ReadOnlyMemory<byte> context, Stream plaintext, Stream ciphertext, IEntropy entropy, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(plaintext);
        ArgumentNullException.ThrowIfNull(ciphertext);
        ArgumentNullException.ThrowIfNull(entropy);
        var prefix = new byte[ChunkedEncryption.PrefixSize];
        entropy.Fill(prefix.AsSpan(0, ChunkedEncryption.SaltSize));
        using var cipher = new ChunkCipher(key.Span, prefix.AsSpan(0, ChunkedEncryption.SaltSize), context.Span);
        cipher.Commitment.CopyTo(prefix.AsSpan(ChunkedEncryption.SaltSize));
        await ciphertext.WriteAsync(prefix, cancellation);

        using var buffers = new ChunkBuffers();
        int read;
        do
        {
            read = await plaintext.ReadAtLeastAsync(buffers.Plain, ChunkedEncryption.ChunkSize, throwOnEndOfStream: false, cancellation);
            cipher.EncryptNext(buffers.Plain.Span[..read], buffers.Sealed.Span[..(read + AeadAlgorithm.TagSize)]);
            await ciphertext.WriteAsync(buffers.Sealed[..(read + AeadAlgorithm.TagSize)], cancellation);
        }
        while (read == ChunkedEncryption.ChunkSize);
    }

    /// <summary>
    /// Decrypts all of <paramref name="ciphertext"/>. Every chunk is verified before it is written, but only the answer true says
    /// that the message is whole: on false the caller discards what was written.
    /// </summary>
    public static async Task<bool> TryDecryptAsync(
        Secret key, ReadOnlyMemory<byte> context, Stream ciphertext, Stream plaintext, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(ciphertext);
        ArgumentNullException.ThrowIfNull(plaintext);
        var prefix = new byte[ChunkedEncryption.PrefixSize];
        if (await ciphertext.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellation) < prefix.Length)
        {
            return false;
        }

        using var cipher = new ChunkCipher(key.Span, prefix.AsSpan(0, ChunkedEncryption.SaltSize), context.Span);
        return cipher.Commits(prefix.AsSpan(ChunkedEncryption.SaltSize))
            && await DecryptChunksAsync(cipher, ciphertext, plaintext, cancellation);
    }

    private static async Task<bool> DecryptChunksAsync(
        ChunkCipher cipher, Stream ciphertext, Stream plaintext, CancellationToken cancellation)
    {
        using var buffers = new ChunkBuffers();
        int read;
        do
        {
            read = await ciphertext.ReadAtLeastAsync(
                buffers.Sealed, ChunkedEncryption.SealedChunkSize, throwOnEndOfStream: false, cancellation);
            var length = read - AeadAlgorithm.TagSize;
            if (length < 0 || !cipher.TryDecryptNext(buffers.Sealed.Span[..read], buffers.Plain.Span[..length]))
            {
                return false;
            }

            await plaintext.WriteAsync(buffers.Plain[..length], cancellation);
        }
        while (read == ChunkedEncryption.SealedChunkSize);
        return true;
    }
}
