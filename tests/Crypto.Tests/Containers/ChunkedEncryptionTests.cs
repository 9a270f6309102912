using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Tests.Primitives;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Crypto.Tests.Containers;

public sealed class ChunkedEncryptionTests
{
    private const int Chunk = ChunkedEncryption.ChunkSize;

    public static TheoryData<int> Sizes =>
        [0, 1, 2, 15, 16, 17, Chunk - 17, Chunk - 16, Chunk - 1, Chunk, Chunk + 1, (2 * Chunk) - 1, 2 * Chunk, (2 * Chunk) + 1, 8 * Chunk, 100_000];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sizes))]
    public void What_is_encrypted_decrypts_and_has_the_stated_length(int size)
    {
        var (key, plaintext, ciphertext) = Encrypt(size);
        Assert.Equal(ChunkedEncryption.CiphertextLength(size), ciphertext.Length);
        Assert.Equal(size, ChunkedEncryption.PlaintextLength(ciphertext.Length));
        Assert.True(ChunkedEncryption.TryDecrypt(key, "context"u8, ciphertext, out var opened));
        using (opened)
        {
            Assert.True(opened.FixedTimeEquals(plaintext));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Streams_give_the_same_bytes_and_take_them_back_however_they_arrive(int size)
    {
        var (key, plaintext, ciphertext) = Encrypt(size);
        using var secret = Secret.Copy(key);
        using var sealedStream = new MemoryStream();
        await ChunkedStreams.EncryptAsync(
            secret, "context"u8.ToArray(), new Trickle(plaintext), sealedStream, new SeededEntropy("21"), Cancellation);
        Assert.Equal(ciphertext, sealedStream.ToArray());

        using var openedStream = new MemoryStream();
        Assert.True(await ChunkedStreams.TryDecryptAsync(secret, "context"u8.ToArray(), new Trickle(ciphertext), openedStream, Cancellation));
        Assert.Equal(plaintext, openedStream.ToArray());
    }

    [Theory]
    [InlineData(8192, 8264)]
    [InlineData(32768, 32872)]
    public void The_body_buckets_have_the_lengths_of_the_specification(int plaintext, int ciphertext) =>
        Assert.Equal(ciphertext, ChunkedEncryption.CiphertextLength(plaintext));

    [Fact]
    public void Every_flipped_byte_is_refused()
    {
        var (key, _, ciphertext) = Encrypt(100);
        for (var at = 0; at < ciphertext.Length; at++)
        {
            ciphertext[at] ^= 1;
            Assert.False(ChunkedEncryption.TryDecrypt(key, "context"u8, ciphertext, out var opened));
            Assert.Null(opened);
            ciphertext[at] ^= 1;
        }
    }

    [Fact]
    public void Another_key_or_context_is_refused()
    {
        var (key, _, ciphertext) = Encrypt(100);
        Assert.False(ChunkedEncryption.TryDecrypt(key, "contex"u8, ciphertext, out _));
        key[0] ^= 1;
        Assert.False(ChunkedEncryption.TryDecrypt(key, "context"u8, ciphertext, out _));
    }

    [Fact]
    public async Task Every_truncation_at_a_chunks_edge_is_refused_in_memory_and_in_streams()
    {
        var (key, _, ciphertext) = Encrypt(2 * Chunk);
        using var secret = Secret.Copy(key);
        int[] lengths =
        [
            0, 23, 24, 55, 56, 57, 71,
            ChunkedEncryption.PrefixSize + ChunkedEncryption.SealedChunkSize,
            ChunkedEncryption.PrefixSize + (2 * ChunkedEncryption.SealedChunkSize),
            ChunkedEncryption.PrefixSize + (2 * ChunkedEncryption.SealedChunkSize) + 15,
        ];
        foreach (var length in lengths)
        {
            Assert.False(ChunkedEncryption.TryDecrypt(key, "context"u8, ciphertext.AsSpan(0, length), out _));
            using var into = new MemoryStream();
            var from = new MemoryStream(ciphertext, 0, length);
            Assert.False(await ChunkedStreams.TryDecryptAsync(secret, "context"u8.ToArray(), from, into, Cancellation));
        }
    }

    [Fact]
    public void Chunks_that_change_places_are_refused()
    {
        var (key, _, ciphertext) = Encrypt(3 * Chunk);
        var first = ciphertext.AsSpan(ChunkedEncryption.PrefixSize, ChunkedEncryption.SealedChunkSize);
        var second = ciphertext.AsSpan(ChunkedEncryption.PrefixSize + ChunkedEncryption.SealedChunkSize, ChunkedEncryption.SealedChunkSize);
        var kept = first.ToArray();
        second.CopyTo(first);
        kept.CopyTo(second);
        Assert.False(ChunkedEncryption.TryDecrypt(key, "context"u8, ciphertext, out _));
    }

    /// <summary>The construction once more, written plainly from the public specification.</summary>
    [Fact]
    public void The_ciphertext_follows_the_public_specification()
    {
        var (key, plaintext, ciphertext) = Encrypt(Chunk + 5);
        byte[] info = [.. "c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM"u8, 0, .. ciphertext.AsSpan(0, 24), .. "context"u8];
        var first = HMACSHA512.HashData(key, (byte[])[.. info, 1]);
        var second = HMACSHA512.HashData(key, (byte[])[.. first, .. info, 2]);
        byte[] derived = [.. first, .. second];
        Assert.Equal(derived[44..76], ciphertext[24..56]);
        using var aes = new AesGcm(derived.AsSpan(0, 32), 16);
        var nonce = derived[32..44];
        var opened = new byte[Chunk + 5];
        aes.Decrypt(nonce, ciphertext.AsSpan(56, Chunk), ciphertext.AsSpan(56 + Chunk, 16), opened.AsSpan(0, Chunk));
        nonce[11] ^= 1;
        aes.Decrypt(nonce, ciphertext.AsSpan(72 + Chunk, 5), ciphertext.AsSpan(77 + Chunk, 16), opened.AsSpan(Chunk));
        Assert.Equal(plaintext, opened);
    }

    private static (byte[] Key, byte[] Plaintext, byte[] Ciphertext) Encrypt(int size)
    {
        var entropy = new SeededEntropy("20");
        var (key, plaintext) = (entropy.Bytes(32), entropy.Bytes(size));
        return (key, plaintext, ChunkedEncryption.Encrypt(key, "context"u8, plaintext, new SeededEntropy("21")));
    }

    /// <summary>A stream that hands out at most 1 000 bytes a read.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1000)], cancellationToken);
    }
}
