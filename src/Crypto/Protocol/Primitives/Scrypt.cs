using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IntegrityChannel.Crypto.Protocol.Primitives;

// scrypt
//
//   References   RFC 7914, with r = 8 and p = 1
//   Memory       1 KiB × N
/// <summary>For passphrases of exported files alone, because age files are so made; officers' passphrases go through <see cref="Argon2id"/>.</summary>
internal static class Scrypt
{
    private const int BlockSize = 8;
    private const int Words = 32 * BlockSize;

    /// <summary>32 bytes from a passphrase; about a second and 256 MiB at 2^18.</summary>
    /// <param name="passphrase">Exactly as it was typed, in UTF-8.</param>
    /// <param name="salt">Of the file.</param>
    /// <param name="logCost">log2 of N, 1 to 20.</param>
    internal static Secret Derive(ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> salt, int logCost)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(logCost, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(logCost, 20);
        using var block = new Secret(4 * Words);
        Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, block.Writable, 1, HashAlgorithmName.SHA256);
        Mix(MemoryMarshal.Cast<byte, uint>(block.Writable), 1 << logCost);
        var key = new Secret(32);
        Rfc2898DeriveBytes.Pbkdf2(passphrase, block.Span, key.Writable, 1, HashAlgorithmName.SHA256);
        return key;
    }

    private static void Mix(Span<uint> block, int cost)
    {
        Swap(block);
        var kept = new uint[(long)cost * Words];
        var scratch = new uint[Words];
        for (var index = 0; index < cost; index++)
        {
            block.CopyTo(kept.AsSpan(index * Words, Words));
            MixBlock(block, scratch);
        }

        for (var index = 0; index < cost; index++)
        {
            var at = (int)(block[Words - 16] & (uint)(cost - 1));
            var other = kept.AsSpan(at * Words, Words);
            for (var word = 0; word < Words; word++)
            {
                block[word] ^= other[word];
            }

            MixBlock(block, scratch);
        }

        Array.Clear(kept);
        Array.Clear(scratch);
        Swap(block);
    }

    private static void MixBlock(Span<uint> block, Span<uint> scratch)
    {
        Span<uint> last = stackalloc uint[16];
        block[^16..].CopyTo(last);
        for (var part = 0; part < 2 * BlockSize; part++)
        {
            for (var word = 0; word < 16; word++)
            {
                last[word] ^= block[(16 * part) + word];
            }

            Salsa(last);
            last.CopyTo(scratch.Slice(16 * ((part / 2) + ((part & 1) * BlockSize)), 16));
        }

        scratch.CopyTo(block);
    }

    /// <summary>Salsa20/8.</summary>
    private static void Salsa(Span<uint> state)
    {
        Span<uint> x = stackalloc uint[16];
        state.CopyTo(x);
        for (var round = 0; round < 4; round++)
        {
            Quarter(x, 0, 4, 8, 12);
            Quarter(x, 5, 9, 13, 1);
            Quarter(x, 10, 14, 2, 6);
            Quarter(x, 15, 3, 7, 11);
            Quarter(x, 0, 1, 2, 3);
            Quarter(x, 5, 6, 7, 4);
            Quarter(x, 10, 11, 8, 9);
            Quarter(x, 15, 12, 13, 14);
        }

        for (var word = 0; word < 16; word++)
        {
            state[word] = unchecked(state[word] + x[word]);
        }
    }

    private static void Quarter(Span<uint> x, int a, int b, int c, int d)
    {
        x[b] ^= BitOperations.RotateLeft(unchecked(x[a] + x[d]), 7);
        x[c] ^= BitOperations.RotateLeft(unchecked(x[b] + x[a]), 9);
        x[d] ^= BitOperations.RotateLeft(unchecked(x[c] + x[b]), 13);
        x[a] ^= BitOperations.RotateLeft(unchecked(x[d] + x[c]), 18);
    }

    // The words are little-endian on the wire.
    private static void Swap(Span<uint> words)
    {
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }
}
