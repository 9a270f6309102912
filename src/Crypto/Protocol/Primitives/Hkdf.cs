using System.Security.Cryptography;

namespace IntegrityChannel.Crypto.Protocol.Primitives;

// HKDF
//
//   References   RFC 5869
//   Extract      SHA-256, output 32 bytes
//   Expand       SHA-256, output up to 8 160 bytes; SHA-512, output up to 16 320 bytes
/// <summary>HKDF in the two forms the suite uses. Results are secrets and belong to the caller.</summary>
public static class Hkdf
{
    private const int Sha512Size = 64;

    /// <summary>HKDF-Extract-SHA-256: a pseudo-random key of 32 bytes.</summary>
    public static Secret Extract(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> keyMaterial)
    {
        var prk = new Secret(SHA256.HashSizeInBytes);
        CryptoAdapter.Current.ExtractSha256(salt, keyMaterial, prk.Writable);
        return prk;
    }

    /// <summary>HKDF-Expand-SHA-256: <paramref name="length"/> bytes from a pseudo-random key of 32 bytes.</summary>
    public static Secret Expand(ReadOnlySpan<byte> pseudoRandomKey, ReadOnlySpan<byte> info, int length)
    {
        if (pseudoRandomKey.Length != SHA256.HashSizeInBytes)
        {
            throw Errors.WrongLength(nameof(pseudoRandomKey), SHA256.HashSizeInBytes);
        }

        var output = new Secret(length);
        CryptoAdapter.Current.ExpandSha256(pseudoRandomKey, info, output.Writable);
        return output;
    }

    /// <summary>
    /// HKDF-Expand-SHA-512 written out over HMAC, because the base library refuses a pseudo-random key shorter than 64 bytes
    /// while chunked encryption keys it with 32.
    /// </summary>
    public static Secret ExpandSha512(ReadOnlySpan<byte> pseudoRandomKey, ReadOnlySpan<byte> info, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 255 * Sha512Size);
        var output = new Secret(length);
        Span<byte> block = stackalloc byte[Sha512Size];
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA512, pseudoRandomKey);
        Span<byte> counter = [0];
        for (var done = 0; done < length; done += Sha512Size)
        {
            if (done > 0)
            {
                hmac.AppendData(block);
            }

            counter[0]++;
            hmac.AppendData(info);
            hmac.AppendData(counter);
            hmac.GetHashAndReset(block);
            block[..Math.Min(Sha512Size, length - done)].CopyTo(output.Writable[done..]);
        }

        CryptographicOperations.ZeroMemory(block);
        return output;
    }
}
